package io.mostrador.testing;

import static io.mostrador.kernel.Role.ADMIN;
import static io.mostrador.kernel.Role.CASHIER;
import static io.mostrador.kernel.Role.INVESTOR;

import io.mostrador.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call what, restated by hand: neither the contract nor the roles of the server are asked.
 *
 * <p>An operation that is not here is open to nobody.
 */
public final class AccessTable {

  private static final List<Row> ROWS =
      List.of(
          everybody(
              """
              logIn refreshToken logInWithPin requestPasswordReset confirmPasswordReset
              listPublicProducts getPublicProduct getPublicProductFacets
              """),
          row("signed-in", Set.of(ADMIN, CASHIER, INVESTOR), "setPin"),
          row(
              "catalog.view",
              Set.of(ADMIN, CASHIER, INVESTOR),
              """
              lookUpProduct
              listBrands getBrand listProductTypes getProductType listProducts getProduct
              listProductImages
              """),
          row(
              "catalog.manage",
              Set.of(ADMIN),
              """
              replaceBrand changeBrand deleteBrand
              replaceProductType changeProductType deleteProductType
              createProduct replaceProduct changeProduct deleteProduct
              attachProductImage changeProductImage deleteProductImage presignUpload completeUpload
              """),
          row("inventory.view", Set.of(ADMIN, CASHIER), "listMovements getMovement listStocks"),
          row("inventory.manage", Set.of(ADMIN), "createMovement"),
          row(
              "imports.view",
              Set.of(ADMIN, CASHIER),
              "listSuppliers listSupplierParsers listImportBatches getImportBatch"),
          row(
              "imports.manage",
              Set.of(ADMIN, CASHIER),
              """
              createBrand createProductType
              createImportBatch replaceImportBatch changeImportBatch deleteImportBatch
              parseImportBatch changeImportLine confirmImportBatch previewConfirmImport
              deleteReceipt
              """),
          row("purchases.view", Set.of(ADMIN, CASHIER), "listReceipts getReceipt"),
          row("purchases.manage", Set.of(ADMIN), "createReceipt confirmReceipt"),
          row("sales.view", Set.of(ADMIN, CASHIER), "listCardPlans getCardPlan listSales getSale"),
          row(
              "sales.create",
              Set.of(ADMIN, CASHIER),
              "getOperatingCostRate previewProfitability createSale"),
          row("sales.confirm", Set.of(ADMIN, CASHIER), "confirmSale createAndConfirmSale"),
          row("sales.plans.manage", Set.of(ADMIN), "createCardPlan changeCardPlan"),
          row("sales.void.own_window", Set.of(ADMIN, CASHIER), "voidSale"),
          row(
              "layaway.manage",
              Set.of(ADMIN, CASHIER),
              """
              listCustomers createCustomer getCustomer
              listCustomerCredits getCustomerCredit listCustomerCreditEntries applyCustomerCredit
              listLayaways createLayaway getLayaway payLayaway settleLayaway extendLayaway
              expireLayaway
              """),
          row(
              "investor.manage",
              Set.of(ADMIN),
              """
              listInvestors createInvestor getInvestor replaceInvestor changeInvestor purchaseGoods
              listAssignments createAssignment getAssignment replaceAssignment changeAssignment
              deleteAssignment
              """),
          row(
              "ledger.manage",
              Set.of(ADMIN),
              "depositCapital withdrawCapital reinvestProfit getLedger"),
          row("investor.view.own", Set.of(ADMIN, INVESTOR), "getOwnInvestor listOwnAssignments"),
          row("ledger.view.own", Set.of(ADMIN, INVESTOR), "getOwnLedger"),
          row("audit.view", Set.of(ADMIN), "listAuditLogs getAuditLog verifyAuditLogs"),
          row(
              "metrics.view",
              Set.of(ADMIN),
              """
              showMetrics reportSales reportLoyalty
              reportCardCommissions listCardPayments reconcileCardPayment unreconcileCardPayment
              """),
          row(
              "loyalty.view",
              Set.of(ADMIN, CASHIER),
              """
              listLoyaltyPrograms getLoyaltyProgram listLoyaltyProgramVersions evaluateLoyalty
              getCustomerLoyalty listCustomerLoyaltyEvents listLoyaltyRedemptions
              getLoyaltyRedemption
              """),
          row(
              "loyalty.manage",
              Set.of(ADMIN),
              """
              createLoyaltyProgram changeLoyaltyProgram activateLoyaltyProgram pauseLoyaltyProgram
              endLoyaltyProgram simulateLoyaltyProgram
              """),
          row(
              "expenses.view",
              Set.of(ADMIN),
              "listExpenseTemplates getExpenseTemplate listExpenses getExpense summarizeExpenses"),
          row(
              "expenses.manage",
              Set.of(ADMIN),
              """
              createExpenseTemplate changeExpenseTemplate createExpense changeExpense
              generateFixedExpenses
              """),
          row(
              "users.manage",
              Set.of(ADMIN),
              "listUsers createUser getUser replaceUser changeUser"));

  private AccessTable() {}

  /**
   * One line of the table.
   *
   * @param capability as the contract writes it; empty: public
   */
  public record Row(String capability, Set<Role> roles, List<String> operationIds) {

    public boolean isPublic() {
      return capability.isEmpty();
    }
  }

  private static Row everybody(String operationIds) {
    return row("", EnumSet.allOf(Role.class), operationIds);
  }

  private static Row row(String capability, Set<Role> roles, String operationIds) {
    return new Row(capability, Set.copyOf(roles), List.of(operationIds.strip().split("\\s+")));
  }

  public static List<String> operationIds() {
    return ROWS.stream().flatMap(row -> row.operationIds().stream()).toList();
  }

  /** Empty for an operation that nobody has thought of. */
  public static Optional<Row> of(String operationId) {
    return ROWS.stream().filter(row -> row.operationIds().contains(operationId)).findFirst();
  }
}
