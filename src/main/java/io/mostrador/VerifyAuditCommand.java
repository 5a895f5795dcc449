package io.mostrador;

import io.mostrador.domain.audit.AuditChain;
import io.mostrador.domain.audit.AuditVerdict;
import io.mostrador.domain.audit.AuditVerdict.Broken;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Walks the chain of audit seals; fails at the first link that does not hold. */
@Command(
    name = "verify-audit",
    description = "Walk the chain of audit records; name the first broken link.",
    mixinStandardHelpOptions = true)
final class VerifyAuditCommand implements Callable<Integer> {

  private static final int PROGRESS_EVERY = 50_000;

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "a head hash that was noted earlier: fail unless it is still on the chain")
  private @Nullable String head;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (head != null && !head.matches("[0-9a-fA-F]{64}")) {
      throw new ParameterException(spec.commandLine(), "--head wants 64 hexadecimal digits");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Offline offline = Offline.open(Environment.read())) {
      return verify(offline.domains().auditChain, head, out, err);
    }
  }

  /** The exit status; blocks. */
  static int verify(AuditChain chain, @Nullable String head, PrintWriter out, PrintWriter err) {
    String wanted = head == null ? null : head.toLowerCase(Locale.ROOT);
    AuditVerdict verdict = chain.verify(wanted, progress(err)).blockingGet();
    out.printf(
        "head %s at sequence %s%n%d records hold, %d wait for their seal%n",
        verdict.head().hash(),
        verdict.head().sequence(),
        verdict.records(),
        verdict.head().unsealed());
    if (!verdict.isIntact()) {
      out.println(said(verdict.firstBroken()));
      return 1;
    }
    if (wanted != null && !verdict.hasPassed()) {
      out.printf("%s is not on the chain: its end was cut off, or all of it rewritten%n", wanted);
      return 1;
    }
    out.println("intact");
    return 0;
  }

  private static LongConsumer progress(PrintWriter err) {
    return held -> {
      if (held > 0 && held % PROGRESS_EVERY == 0) {
        err.printf("%d records hold so far%n", held);
        err.flush();
      }
    };
  }

  private static String said(Broken broken) {
    String what =
        switch (broken.reason()) {
          case CHANGED -> "record " + broken.id() + " is not what was sealed there";
          case MISSING -> "no record is there";
          case UNEXPECTED -> "record " + broken.id() + " is outside of the chain";
          case WRONG_HEAD -> "the chain does not end in the head's hash";
          case NO_HEAD -> "the head is gone";
        };
    return "broken at sequence " + broken.sequence() + ": " + what;
  }
}
