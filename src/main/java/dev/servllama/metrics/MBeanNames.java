package dev.servllama.metrics;

import com.codahale.metrics.jmx.ObjectNameFactory;
import java.util.Hashtable;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Names of MBeans: which web application, and which metric with its labels. */
final class MBeanNames implements ObjectNameFactory {
  private final String application;

  MBeanNames(String application) {
    this.application = application;
  }

  @Override
  public ObjectName createName(String type, String domain, String name) {
    Hashtable<String, String> keys = new Hashtable<>();
    keys.put("application", ObjectName.quote(application));
    keys.put("type", type);
    keys.put("name", name.matches("\\w+") ? name : ObjectName.quote(name));
    try {
      return new ObjectName(domain, keys);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException("What is quoted is never malformed", e);
    }
  }
}
