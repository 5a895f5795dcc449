package io.mostrador.platform.threads;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Lets other threads go first where processors are short.
 *
 * <p>Java's own thread priorities do nothing on Linux without flags of the virtual machine. On
 * other systems this does nothing either: there, niceness is of the whole process.
 */
public final class Niceness {

  /** About a tenth of the share of a thread that is not nice; anybody may become nicer. */
  private static final int NICE = 10;

  private static final int OF_THREAD = 0;
  private static final int CALLER = 0;

  private Niceness() {}

  /** The one function of the C library; answers 0, or -1 where it is forbidden. */
  interface CLibrary extends Library {
    int setpriority(int which, int who, int niceness);
  }

  private static final class Linux {
    private static final CLibrary C = Native.load("c", CLibrary.class);
  }

  /** The calling thread for the rest of its life; refused is as good as not asked. */
  public static void makeCallerNice() {
    if (Platform.isLinux()) {
      int unused = Linux.C.setpriority(OF_THREAD, CALLER, NICE);
    }
  }
}
