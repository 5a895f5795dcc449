package io.mostrador.domain.catalog;

import io.mostrador.kernel.Gtin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Which products a list shows.
 *
 * @param brand id or name, case ignored; null for all
 * @param productType the same
 * @param available whether any are on hand; null for all
 */
record ProductFilter(
    SearchWords words,
    String brand,
    String productType,
    BigDecimal minPrice,
    BigDecimal maxPrice,
    Boolean available,
    boolean includeInactive) {

  /** What the parameters {@code $1} to {@code $5} mean, looked up once. */
  static final String ASKED =
      """
      asked AS MATERIALIZED (
        SELECT
          search_pattern(words[1]) AS first,
          search_pattern(words[2]) AS second,
          search_pattern(words[3]) AS third,
          search_patterns(words[4:]) AS others,
          E'%\\t' || search_literal(phrase) || E'\\n%' AS is_sku,
          E'%\\t' || search_literal(phrase) || '%' AS begins_sku,
          E'%\\n' || search_literal(phrase) || '%' AS begins_name,
          (SELECT c.product_id FROM product_barcode c WHERE c.gtin = typed.gtin) AS scanned,
          (
            SELECT b.id FROM brand b
            WHERE b.id::text = lower(typed.brand) OR b.name = upper(typed.brand)
            ORDER BY b.name = upper(typed.brand)
            LIMIT 1
          ) AS brand_id,
          (
            SELECT t.id FROM product_type t
            WHERE t.id::text = lower(typed.type) OR t.name = upper(typed.type)
            ORDER BY t.name = upper(typed.type)
            LIMIT 1
          ) AS product_type_id
        FROM (
          SELECT
            $1::text[] AS words, $2::text AS phrase, $3::text AS gtin, $4::text AS brand,
            $5::text AS type
        ) typed
      )
      """;

  /** Conditions on {@code product p} that no facet is about. */
  static final String BASE =
      """
      (p.is_active OR $9::boolean)
      AND (
        $8::boolean IS NULL
        OR $8 = EXISTS (
          SELECT FROM product_stock s WHERE s.product_id = p.id AND s.on_hand > 0)
      )
      """;

  static final String OF_BRAND =
      """
      ($4::text IS NULL OR p.brand_id = (SELECT brand_id FROM asked))
      """;

  static final String OF_TYPE =
      """
      ($5::text IS NULL OR p.product_type_id = (SELECT product_type_id FROM asked))
      """;

  static final String IN_PRICE =
      """
      ($6::numeric IS NULL OR p.default_price >= $6)
      AND ($7::numeric IS NULL OR p.default_price <= $7)
      """;

  /** One word, two, three, and more: each goes through the index once, and is compared once. */
  private static final List<String> WORDS =
      List.of(
          "p.search_text LIKE (SELECT first FROM asked)",
          "p.search_text LIKE (SELECT second FROM asked)",
          "p.search_text LIKE (SELECT third FROM asked)",
          "p.search_text LIKE ALL ((SELECT others FROM asked)::text[])");

  /** A code that was scanned is a match as well. */
  private static final String OR_SCANNED =
      """
      (({words}) OR p.id = (SELECT scanned FROM asked))
      """;

  /** So many words have a statement of their own, or as many as there are above them. */
  static final int MOST_WORDS = WORDS.size();

  /**
   * The condition on {@code product p} for words.
   *
   * @param count 0 to {@link #MOST_WORDS}
   */
  static String words(int count) {
    return count == 0
        ? "true"
        : OR_SCANNED.replace("{words}", String.join(" AND ", WORDS.subList(0, count)));
  }

  /** Which of them is meant. */
  int wordCount() {
    return Math.min(words.inOrder().size(), MOST_WORDS);
  }

  ProductFilter with(SearchWords others) {
    return new ProductFilter(
        others, brand, productType, minPrice, maxPrice, available, includeInactive);
  }

  /** Whether equal states of the public catalogue have equal results. */
  boolean isOfPublic() {
    return available == null && !includeInactive;
  }

  /** {@code $1} to {@code $9}. */
  Object[] parameters() {
    return new Object[] {
      words.longestFirst(),
      words.phrase(),
      Optional.of(words.phrase()).filter(Gtin::isValid).map(Gtin::padded).orElse(null),
      brand,
      productType,
      minPrice,
      maxPrice,
      available,
      includeInactive
    };
  }
}
