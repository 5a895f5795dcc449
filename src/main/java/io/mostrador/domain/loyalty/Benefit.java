package io.mostrador.domain.loyalty;

import io.mostrador.kernel.Decimals;
import io.mostrador.kernel.Spreading;
import io.mostrador.platform.bus.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a programme takes off a cart.
 *
 * @param value percent or an amount, more than 0
 * @param maxAmount most that it comes to; null for no limit
 * @param brands only products of these; none for all
 * @param productTypes only products of these; none for all
 * @param allowBelowCost whether a line may be sold at a loss
 */
record Benefit(
    Type type,
    BigDecimal value,
    @Nullable BigDecimal maxAmount,
    SortedSet<UUID> brands,
    SortedSet<UUID> productTypes,
    boolean allowBelowCost) {

  /** How its value is meant; the names are the contract's. */
  enum Type {
    PERCENT,
    AMOUNT
  }

  /**
   * What it would take off each line, in the cart's order.
   *
   * @param discounts two places, from 0.00
   * @param hasRoom whether any eligible line may become cheaper at all
   */
  record Offer(List<BigDecimal> discounts, boolean hasRoom) {

    BigDecimal discount() {
      return Decimals.sum(discounts);
    }
  }

  boolean isFor(CartLine line) {
    return (brands.isEmpty() || (line.brand() != null && brands.contains(line.brand())))
        && (productTypes.isEmpty()
            || (line.productType() != null && productTypes.contains(line.productType())));
  }

  boolean isForAny(Cart cart) {
    return cart.lines().stream().anyMatch(this::isFor);
  }

  /**
   * Spread over the eligible lines by their net amounts; what a line cannot bear is not given at
   * all, to no other line either.
   *
   * @param maxPct of a line, together with a manual discount on the cart
   */
  Offer offer(Cart cart, BigDecimal maxPct) {
    List<BigDecimal> nets =
        cart.lines().stream().map(line -> isFor(line) ? line.net() : Decimals.ZERO).toList();
    List<BigDecimal> rooms =
        cart.lines().stream()
            .map(line -> isFor(line) ? room(cart, line, maxPct) : Decimals.ZERO)
            .toList();
    BigDecimal whole = Decimals.sum(nets);
    BigDecimal left = reduction(whole).min(whole).min(cart.total()).max(Decimals.ZERO);
    List<BigDecimal> shares = Spreading.spread(left, nets);
    List<BigDecimal> discounts = new ArrayList<>(shares.size());
    for (int i = 0; i < shares.size(); i++) {
      BigDecimal discount = shares.get(i).min(rooms.get(i)).min(left).max(Decimals.ZERO);
      discounts.add(discount);
      left = left.subtract(discount);
    }
    return new Offer(List.copyOf(discounts), rooms.stream().anyMatch(room -> room.signum() > 0));
  }

  private BigDecimal reduction(BigDecimal net) {
    BigDecimal full =
        type == Type.PERCENT ? Decimals.money(net.multiply(value).movePointLeft(2)) : value;
    return maxAmount == null ? full : full.min(maxAmount);
  }

  private BigDecimal room(Cart cart, CartLine line, BigDecimal maxPct) {
    BigDecimal room = allowBelowCost ? line.net() : line.aboveCost();
    return cart.hasManualDiscount() ? room.min(line.below(maxPct)) : room;
  }

  static Benefit of(JsonObject json) {
    return new Benefit(
        Type.valueOf(json.getString("type")),
        Request.amount(json, "value"),
        Request.amount(json, "max_amount"),
        ids(json, "brands"),
        ids(json, "product_types"),
        Boolean.TRUE.equals(json.getBoolean("allow_below_cost")));
  }

  private static SortedSet<UUID> ids(JsonObject json, String field) {
    SortedSet<UUID> ids = new TreeSet<>();
    JsonArray given = json.getJsonArray(field);
    if (given != null) {
      given.forEach(id -> ids.add(UUID.fromString((String) id)));
    }
    return ids;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("type", type.name())
        .put("value", Decimals.moneyText(value))
        .put("max_amount", Decimals.moneyText(maxAmount))
        .put("brands", texts(brands))
        .put("product_types", texts(productTypes))
        .put("allow_below_cost", allowBelowCost);
  }

  private static JsonArray texts(SortedSet<UUID> ids) {
    Function<UUID, String> text = UUID::toString;
    return new JsonArray(ids.stream().map(text).toList());
  }
}
