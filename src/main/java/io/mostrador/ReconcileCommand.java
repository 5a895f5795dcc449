package io.mostrador;

import io.mostrador.domain.reports.Reconciliation;
import io.mostrador.domain.reports.Reconciliation.Difference;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds every kept sum against its entries; fails when one differs. */
@Command(
    name = "reconcile",
    description =
        "Compare stock, credit, balances, units sold and month totals with their entries.",
    mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (Offline offline = Offline.open(Environment.read())) {
      Domains domains = offline.domains();
      List<Difference> differences =
          new Reconciliation(domains.database, domains.time).differences().blockingGet();
      PrintWriter out = spec.commandLine().getOut();
      differences.forEach(
          each ->
              out.printf(
                  "%s %s: kept %s, entries say %s%n",
                  each.fact(), each.id(), each.kept(), each.counted()));
      out.printf("%d differences%n", differences.size());
      return differences.isEmpty() ? 0 : 1;
    }
  }
}
