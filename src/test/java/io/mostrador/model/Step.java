package io.mostrador.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * One thing that a client is to do, said without knowing what will have happened by then.
 *
 * @param goods the products it is about, by their number in the shop
 * @param units of each of the goods; below 0 for goods that leave
 * @param amount pesos, or per cent of discount for a sale
 * @param party number of the customer or investor
 * @param target number of the earlier step whose sale, layaway or receipt is meant; -1 for none
 */
record Step(
    int number,
    Operation operation,
    Client client,
    List<Integer> goods,
    int units,
    int amount,
    int party,
    Money money,
    int target) {

  /** What every product is sold for. */
  static final BigDecimal PRICE = new BigDecimal("100.00");

  /** Every operation that moves goods or money. */
  enum Operation {
    SELL,
    DRAFT,
    CONFIRM,
    VOID,
    MOVE,
    SET_STOCK,
    PUT_ASIDE,
    PAY,
    SETTLE,
    EXTEND,
    EXPIRE,
    APPLY_CREDIT,
    BUY_GOODS,
    ASSIGN,
    DEPOSIT,
    WITHDRAW,
    REINVEST,
    DRAFT_RECEIPT,
    POST_RECEIPT
  }

  /** Who is at the counter. */
  enum Client {
    ADMIN,
    CASHIER,
    OTHER_CASHIER
  }

  /** How it is paid. */
  enum Money {
    CASH,
    CARD,
    CREDIT,
    CASH_AND_CREDIT
  }

  /** What a sale of these goods comes to; exact, since a discount is whole pesos. */
  BigDecimal total() {
    return new BigDecimal((long) goods.size() * units * (100 - amount) + ".00");
  }

  /** The same, with another customer or investor. */
  Step ofParty(int other) {
    return new Step(number, operation, client, goods, units, amount, other, money, target);
  }

  @Override
  public String toString() {
    return "%d %s by %s goods %s x %d amount %d party %d %s%s"
        .formatted(
            number,
            operation,
            client,
            goods,
            units,
            amount,
            party,
            money,
            target < 0 ? "" : " of step " + target);
  }
}
