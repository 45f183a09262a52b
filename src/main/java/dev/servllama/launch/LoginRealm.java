package dev.servllama.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * Lets the users of a file log in, by HTTP's Basic scheme. The file is a realm of Jetty's: a line
 * {@code NAME: PASSWORD,ROLE,...} for each user, where the password may be a digest that Jetty
 * makes ({@code CRYPT:}, {@code MD5:}). Nobody must log in: whoever does not is nobody, and the web
 * application says what that means.
 */
final class LoginRealm {
  private static final String NAME = "servllama";
  private static final String FILE = "dev.servllama.login-realm";

  private LoginRealm() {}

  /** Adds the realm to a context that is not started yet. */
  static void add(WebAppContext context, Path file) throws LaunchException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new LaunchException("LOGIN_REALM names no file that can be read: " + file);
    }
    HashLoginService users = new HashLoginService(NAME);
    users.setConfig(ResourceFactory.of(context).newResource(file));
    context.getSecurityHandler().setLoginService(users);
    context.getSecurityHandler().setRealmName(NAME);
    context.getSecurityHandler().setAuthenticator(new BasicAuthenticator());
    context.setAttribute(FILE, file);
  }

  /** Adds the realm of one context to another one, if it has any. */
  static void copy(WebAppContext from, WebAppContext to) throws LaunchException {
    if (from.getAttribute(FILE) instanceof Path file) {
      add(to, file);
    }
  }
}
