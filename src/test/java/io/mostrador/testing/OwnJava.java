package io.mostrador.testing;

/** The virtual machine and the classes of these tests, for processes of their own. */
public final class OwnJava {

  private OwnJava() {}

  /** The path of the program. */
  public static String program() {
    return ProcessHandle.current().info().command().orElseThrow();
  }

  /**
   * Surefire gives its process a jar that names the others; they stand in a property of its own.
   */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
