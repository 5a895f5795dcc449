package io.mostrador.domain.catalog;

import io.mostrador.kernel.Gtin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      (p.is_active OR $9::boolean) AND {available}
      """;

  private static final String ON_HAND =
      """
      EXISTS (SELECT FROM product_stock s WHERE s.product_id = p.id AND s.on_hand > 0)
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

  /**
   * One word, two, three, and more: each goes through the index once, and is compared once. What an
   * index of trigrams cannot narrow down is compared by a function that no index answers.
   */
  private static final List<String> INDEXED =
      List.of(
          "p.search_text LIKE (SELECT first FROM asked)",
          "p.search_text LIKE (SELECT second FROM asked)",
          "p.search_text LIKE (SELECT third FROM asked)",
          "p.search_text LIKE ALL ((SELECT others FROM asked)::text[])");

  private static final List<String> READ =
      List.of(
          "textlike(p.search_text, (SELECT first FROM asked))",
          "textlike(p.search_text, (SELECT second FROM asked))",
          "textlike(p.search_text, (SELECT third FROM asked))",
          "(p.search_text || '') LIKE ALL ((SELECT others FROM asked)::text[])");

  /** A code that was scanned is a match as well. */
  private static final String OR_SCANNED =
      """
      (({words}) OR p.id = (SELECT scanned FROM asked))
      """;

  /** So many words have a statement of their own, or as many as there are above them. */
  private static final int MOST_WORDS = INDEXED.size();

  /**
   * Which conditions a filter has: each form has statements of its own.
   *
   * @param words 0 to {@link #MOST_WORDS}
   * @param isIndexed whether the words are looked up in the index of trigrams
   * @param available as the filter has it
   * @param isOfMany whether stock is read at once, not product by product
   */
  record Form(int words, boolean isIndexed, @Nullable Boolean available, boolean isOfMany) {

    /** For statements that ask for the stock of many products: all of it is read once. */
    Form ofMany() {
      return new Form(words, isIndexed, available, true);
    }

    /**
     * For {@link #BASE}: as a join, unless of many, where the planner would take the slower one.
     */
    String inBase(String statement) {
      return statement.replace("{available}", ofStock());
    }

    private String ofStock() {
      if (available == null) {
        return "$8::boolean IS NULL";
      }
      if (isOfMany) {
        return "$8::boolean = " + ON_HAND;
      }
      return (available ? "$8::boolean AND " : "NOT $8::boolean AND NOT ") + ON_HAND;
    }

    /** The condition on {@code product p} for words. */
    String ofWords() {
      return words == 0
          ? "true"
          : OR_SCANNED.replace(
              "{words}", String.join(" AND ", (isIndexed ? INDEXED : READ).subList(0, words)));
    }
  }

  /** For statements that may use the index of trigrams if it narrows anything down. */
  Form form() {
    return new Form(wordCount(), words.hasTrigram(), available, false);
  }

  /** For statements that are not to use it. */
  Form unindexed() {
    return new Form(wordCount(), false, available, false);
  }

  private int wordCount() {
    return Math.min(words.inOrder().size(), MOST_WORDS);
  }

  ProductFilter with(SearchWords others) {
    return new ProductFilter(
        others, brand, productType, minPrice, maxPrice, available, includeInactive);
  }

  /** Whether it leaves nothing out that the list could show. */
  boolean isWhole() {
    return available == null && isOfAnyProduct();
  }

  /** Whether it is about stock alone. */
  boolean isOfStock() {
    return available != null && isOfAnyProduct();
  }

  private boolean isOfAnyProduct() {
    return words.isEmpty()
        && brand == null
        && productType == null
        && minPrice == null
        && maxPrice == null;
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
