-- Finding products: text without accents and case, trigrams of it, and the words to correct by.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- What two spellings of one word have in common: no accents, no case, one blank for any white
-- space. An ñ stays, since it is a letter of its own. unaccent is only called stable because its
-- dictionary is a file; PostgreSQL does not change it within a major version.
CREATE FUNCTION search_fold(spelling text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
  replace(
    unaccent(
      'unaccent'::regdictionary,
      replace(
        casefold(
          CASE WHEN spelling IS NFC NORMALIZED THEN spelling ELSE normalize(spelling, NFC) END
            COLLATE "pg_unicode_fast"),
        'ñ', U&'\E000')),
    U&'\E000', 'ñ'),
  '\s+', ' ', 'g');

-- The same once more with n for ñ, behind the first, so that a typed n finds both.
CREATE FUNCTION with_plain_n(folded text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  WHEN strpos(folded, 'ñ') > 0 THEN folded || E'\n' || replace(folded, 'ñ', 'n')
  ELSE folded
END;

-- A SKU begins behind a tab and a name behind a line feed: neither is in a folded text.
CREATE FUNCTION search_text(sku text, name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN with_plain_n(E'\t' || search_fold(sku) || E'\n' || search_fold(name));

-- For LIKE: what was typed, with %, _ and \ for themselves.
CREATE FUNCTION search_literal(typed text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(search_fold(typed), '\', '\\'), '%', '\%'), '_', '\_');

CREATE FUNCTION search_pattern(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN '%' || search_literal(word) || '%';

-- No pattern for no word, which LIKE ALL takes as found.
CREATE FUNCTION search_patterns(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY (SELECT search_pattern(word) FROM unnest(words) AS word);

ALTER TABLE product DROP COLUMN search_text;
ALTER TABLE product
  ADD COLUMN search_text text COLLATE "C" GENERATED ALWAYS AS (search_text(sku, name)) STORED;

COMMENT ON COLUMN product.search_text IS
  'tab, SKU, line feed, name, folded; where there is an ñ, a line feed and the same with n';

-- Trigrams find parts of words; the others walk a list in its order and stop after a page.
CREATE INDEX product_search_idx ON product USING gin (search_text gin_trgm_ops);
DROP INDEX product_name_idx;
CREATE INDEX product_name_idx ON product (name, id DESC) INCLUDE (is_active);
CREATE INDEX product_default_price_idx ON product (default_price, name, id DESC);
CREATE INDEX product_updated_at_idx ON product (updated_at DESC, name, id DESC);

-- The words that names are made of, for the nearest one to a word that nothing has. A word stays
-- when its last product goes: the search that it leads to finds nothing then, and says nothing.
CREATE TABLE search_word (
  word text COLLATE "C" NOT NULL CONSTRAINT search_word_pkey PRIMARY KEY,
  spelling text NOT NULL
);

COMMENT ON COLUMN search_word.word IS 'folded, with n for ñ';
COMMENT ON COLUMN search_word.spelling IS 'in small letters, as a name has it';

CREATE INDEX search_word_idx ON search_word USING gin (word gin_trgm_ops);

-- Numbers, and what is as short as an article, are nobody's mistakes. In the order of words, so
-- that two who add the same ones wait and do not lock each other out.
CREATE FUNCTION learn_words(names text[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO search_word (word, spelling)
  SELECT folded.word, min(folded.spelling)
  FROM (
    SELECT replace(search_fold(spelling), 'ñ', 'n') AS word, spelling
    FROM (
      SELECT DISTINCT lower(part) COLLATE "C" AS spelling
      FROM unnest(names) AS name
      CROSS JOIN LATERAL regexp_split_to_table(name, '[^[:alnum:]]+') AS part
      WHERE length(part) BETWEEN 3 AND 40 AND part ~ '[[:alpha:]]'
    ) parts
  ) folded
  WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = folded.word)
  GROUP BY folded.word
  ORDER BY folded.word
  ON CONFLICT (word) DO NOTHING
$$;

CREATE FUNCTION learn_added_names() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_words(array_agg(name)) FROM added;
  RETURN NULL;
END
$$;

CREATE FUNCTION learn_changed_names() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_words(array_agg(now.name))
  FROM changed now
  JOIN changed_before before ON before.id = now.id
  WHERE before.name <> now.name;
  RETURN NULL;
END
$$;

CREATE TRIGGER product_words_added AFTER INSERT ON product
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION learn_added_names();
CREATE TRIGGER product_words_changed AFTER UPDATE ON product
  REFERENCING OLD TABLE AS changed_before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION learn_changed_names();

SELECT learn_words(array_agg(name)) FROM product;

-- What everybody may know of a product.
CREATE VIEW public_product AS
SELECT
  p.id, p.sku, p.name, p.default_price, b.name AS brand_name, t.name AS product_type_name,
  coalesce(s.on_hand > 0, false) AS available, product_images(p.id) AS images, p.updated_at
FROM product p
LEFT JOIN brand b ON b.id = p.brand_id
LEFT JOIN product_type t ON t.id = p.product_type_id
LEFT JOIN product_stock s ON s.product_id = p.id
WHERE p.is_active;

-- The public now also sees brands and types. Stock is told by tag, not by version: a sale never
-- comes here.
DROP TRIGGER product_changed ON product;
CREATE CONSTRAINT TRIGGER product_changed AFTER UPDATE ON product
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (
    (OLD.is_active OR NEW.is_active)
    AND (
      OLD.is_active, OLD.sku, OLD.name, OLD.default_price, OLD.brand_id, OLD.product_type_id,
      OLD.updated_at)
      IS DISTINCT FROM (
      NEW.is_active, NEW.sku, NEW.name, NEW.default_price, NEW.brand_id, NEW.product_type_id,
      NEW.updated_at)
  )
  EXECUTE FUNCTION renew_catalog_version();
CREATE CONSTRAINT TRIGGER brand_renamed AFTER UPDATE ON brand
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION renew_catalog_version();
CREATE CONSTRAINT TRIGGER product_type_renamed AFTER UPDATE ON product_type
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION renew_catalog_version();
