package io.mostrador.domain.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mostrador.domain.reports.InventorySnapshot.Owned;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class InventorySnapshotTest {

  private static Owned owned(String units, String cost, String profit) {
    return new Owned(new BigDecimal(units), new BigDecimal(cost), new BigDecimal(profit));
  }

  @Test
  void both_sides_are_added_before_they_are_rounded() {
    InventorySnapshot snapshot =
        new InventorySnapshot(
            new BigDecimal("3.00"),
            new BigDecimal("0.0500"),
            owned("2.00", "0.0050", "0.0250"),
            owned("1.00", "0.0050", "-0.0050"));
    assertThat(snapshot.toJson().getMap())
        .containsEntry("store_owned_cost_value", "0.00")
        .containsEntry("investor_assigned_cost_value", "0.00")
        .containsEntry("cost_value", "0.01")
        .containsEntry("store_owned_potential_profit", "0.02")
        .containsEntry("investor_assigned_potential_profit", "0.00")
        .containsEntry("potential_profit", "0.02")
        .containsEntry("retail_value", "0.05")
        .containsEntry("gross_margin_pct", "40.00")
        .containsEntry("total_units", "3.00");
  }
}
