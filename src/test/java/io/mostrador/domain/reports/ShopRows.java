package io.mostrador.domain.reports;

import io.mostrador.domain.reports.RandomShop.Assignment;
import io.mostrador.domain.reports.RandomShop.Portion;
import io.mostrador.domain.reports.RandomShop.Product;
import io.mostrador.domain.reports.RandomShop.Sale;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes the rows of a {@link RandomShop} as the domains that own them would. */
final class ShopRows {

  private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2025-06-01T12:00:00Z");

  private final Connection connection;

  private ShopRows(Connection connection) {
    this.connection = connection;
  }

  static void write(Connection connection, RandomShop shop) throws SQLException {
    connection.setAutoCommit(false);
    ShopRows rows = new ShopRows(connection);
    for (Product product : shop.products) {
      rows.product(product);
    }
    for (UUID investor : shop.investors) {
      rows.insert(
          "INSERT INTO investor (id, display_name, created_at, updated_at) VALUES (?, ?, ?, ?)",
          investor,
          "Inversión",
          LONG_AGO,
          LONG_AGO);
    }
    List<UUID> assignmentIds = new ArrayList<>();
    for (Assignment assignment : shop.assignments) {
      assignmentIds.add(rows.assignment(assignment));
    }
    for (Sale sale : shop.sales) {
      rows.sale(sale, assignmentIds.get(0));
    }
    for (RandomShop.Receipt receipt : shop.receipts) {
      rows.receipt(receipt, shop.cashiers.get(0));
    }
    for (RandomShop.Expense expense : shop.expenses) {
      rows.expense(expense);
    }
    connection.commit();
  }

  private void insert(String statement, Object... values) throws SQLException {
    try (var insert = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  private void product(Product product) throws SQLException {
    insert(
        """
        INSERT INTO product
          (id, sku, name, default_price, cost_price, is_active, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        product.id(),
        product.sku(),
        product.name(),
        product.price(),
        product.cost(),
        product.isActive(),
        LONG_AGO,
        LONG_AGO);
    if (product.stock() != null) {
      insert(
          """
          INSERT INTO inventory_movement
            (product_id, movement_type, quantity_delta, reference_type, reference_id, created_at)
          VALUES (?, 'INBOUND', ?, 'test', 'test', ?)
          """,
          product.id(),
          product.stock(),
          LONG_AGO);
    }
  }

  private UUID assignment(Assignment assignment) throws SQLException {
    UUID id = UUID.randomUUID();
    insert(
        """
        INSERT INTO investor_assignment
          (id, investor_id, product_id, qty_assigned, qty_sold, unit_cost, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        assignment.investor(),
        assignment.product().id(),
        assignment.assigned(),
        assignment.sold(),
        assignment.unitCost(),
        assignment.createdAt(),
        assignment.createdAt());
    return id;
  }

  private void sale(Sale sale, UUID assignment) throws SQLException {
    OffsetDateTime voidedAt =
        sale.status().equals("VOID") ? sale.confirmedAt().plusMinutes(5) : null;
    insert(
        """
        INSERT INTO sale
          (id, cashier_id, status, subtotal, discount_amount, total, created_at, confirmed_at,
           voided_at)
        VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)
        """,
        sale.id(),
        sale.cashier(),
        sale.status(),
        sale.total(),
        sale.total(),
        LONG_AGO,
        sale.confirmedAt(),
        voidedAt);
    for (int i = 0; i < sale.lines().size(); i++) {
      RandomShop.Line line = sale.lines().get(i);
      insert(
          """
          INSERT INTO sale_line
            (sale_id, position, product_id, qty, unit_price, unit_cost, discount_pct)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          sale.id(),
          i,
          line.product().id(),
          line.qty(),
          line.price(),
          line.cost(),
          line.discountPct());
    }
    for (int i = 0; i < sale.payments().size(); i++) {
      RandomShop.Payment payment = sale.payments().get(i);
      insert(
          """
          INSERT INTO sale_payment (sale_id, position, method, amount, card_type, card_instrument)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
          sale.id(),
          i,
          payment.method(),
          payment.amount(),
          payment.cardType(),
          payment.cardInstrument());
    }
    if (sale.earned() != null) {
      earned(sale.id(), sale.earned(), assignment);
    }
  }

  private void earned(UUID saleId, RandomShop.Earned earned, UUID assignment) throws SQLException {
    insert(
        """
        INSERT INTO sale_profitability
          (sale_id, operating_cost_rate, operating_cost_source, operating_cost, commission,
           gross_profit, net_profit, investor_profit, store_profit)
        VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?)
        """,
        saleId,
        earned.rate(),
        earned.isFallback() ? "FALLBACK_BASE" : "MTD_REAL",
        earned.operatingCost(),
        earned.investorProfit().add(earned.storeProfit()),
        earned.investorProfit(),
        earned.storeProfit());
    for (int i = 0; i < earned.portions().size(); i++) {
      Portion portion = earned.portions().get(i);
      insert(
          """
          INSERT INTO sale_profitability_line
            (sale_id, position, product_id, assignment_id, investor_id, qty, revenue, cogs,
             operating_cost, commission, net_profit, investor_share, store_share)
          VALUES (?, ?, ?, ?, ?, 1, ?, 0, 0, 0, 0, 0, 0)
          """,
          saleId,
          i,
          portion.product().id(),
          portion.investor() == null ? null : assignment,
          portion.investor(),
          portion.revenue());
    }
  }

  private void receipt(RandomShop.Receipt receipt, int user) throws SQLException {
    insert(
        """
        INSERT INTO purchase_receipt
          (supplier_id, status, subtotal, tax, total, created_by, created_at, posted_at)
        SELECT id, ?, ?, ?, ?, ?, ?, ?
        FROM supplier
        WHERE code = 'DIRECT'
        """,
        receipt.isPosted() ? "POSTED" : "DRAFT",
        receipt.total(),
        BigDecimal.ZERO,
        receipt.total(),
        user,
        LONG_AGO,
        receipt.isPosted() ? receipt.postedAt() : null);
  }

  private void expense(RandomShop.Expense expense) throws SQLException {
    insert(
        """
        INSERT INTO expense
          (category, description, amount, expense_date, expense_type, status, month_bucket,
           paid_at, created_at, updated_at)
        VALUES (?, '', ?, ?, 'VARIABLE', ?, ?, ?, ?, ?)
        """,
        expense.category(),
        expense.amount(),
        expense.date(),
        expense.status(),
        expense.date().withDayOfMonth(1),
        expense.status().equals("PAID") ? LONG_AGO : null,
        LONG_AGO,
        LONG_AGO);
  }
}
