package dev.servllama.models.pull;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/**
 * What a pull needs from around it.
 *
 * @param resolver of host names
 * @param reachable the addresses that a redirect may lead to
 * @param tls for https
 * @param space on the disk
 * @param limits of patience
 * @param pips the commands that may be pip, in the order in which they are tried
 */
record PullEnvironment(
    HostResolver resolver,
    Predicate<InetAddress> reachable,
    SSLSocketFactory tls,
    DiskSpace space,
    PullLimits limits,
    List<List<String>> pips) {

  static PullEnvironment ofThisMachine() {
    return new PullEnvironment(
        HostResolver.system(PullLimits.DEFAULT.connect()),
        AddressRules::isPublic,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        DiskSpace.ofFileSystem(),
        PullLimits.DEFAULT,
        List.of(
            List.of("python3", "-m", "pip"),
            List.of("pip3"),
            List.of("pip"),
            List.of("python", "-m", "pip"),
            List.of("py", "-m", "pip")));
  }
}
