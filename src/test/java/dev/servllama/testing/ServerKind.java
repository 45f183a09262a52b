package dev.servllama.testing;

/** The ways to run the WAR. */
public enum ServerKind {
  /** {@code java -jar servllama.war}. */
  STANDALONE,
  /** The Jetty base of this project with the WAR in {@code webapps}. */
  JETTY_BASE,
  /** A fresh Tomcat with the WAR in {@code webapps}, unpacked by Tomcat. */
  TOMCAT,
  /** A fresh Tomcat that serves the WAR without unpacking it. */
  TOMCAT_PACKED
}
