-- Barcodes of products; movements that say which stock they left.

CREATE TABLE product_barcode (
  code text NOT NULL
    CONSTRAINT product_barcode_code_check
    CHECK (code ~ '^[0-9]+$' AND length(code) IN (8, 12, 13, 14)),
  gtin text GENERATED ALWAYS AS (lpad(code, 14, '0')) STORED
    CONSTRAINT product_barcode_pkey PRIMARY KEY,
  product_id uuid NOT NULL
    CONSTRAINT product_barcode_product_id_fkey REFERENCES product ON DELETE CASCADE,
  place integer NOT NULL
);

COMMENT ON COLUMN product_barcode.code IS 'as it was entered';
COMMENT ON COLUMN product_barcode.gtin IS
  'a shorter code is the same article as the longer one with zeros before it';
COMMENT ON COLUMN product_barcode.place IS 'of the code in the list of its product, from 1';

CREATE INDEX product_barcode_product_id_idx ON product_barcode (product_id);

CREATE OR REPLACE VIEW product_detail AS
SELECT
  p.id, p.sku, p.name, p.default_price, p.cost_price,
  p.brand_id, b.name AS brand_name,
  p.product_type_id, t.name AS product_type_name,
  p.brand_label, p.product_type_label, p.is_active,
  coalesce(s.on_hand, 0) AS stock,
  greatest(coalesce(s.on_hand, 0) - coalesce(owned.unsold, 0), 0) AS investor_assignable_qty,
  product_images(p.id) AS images,
  p.created_at, p.updated_at, p.version,
  ARRAY (
    SELECT code FROM product_barcode c WHERE c.product_id = p.id ORDER BY c.place
  ) AS barcodes
FROM product p
LEFT JOIN brand b ON b.id = p.brand_id
LEFT JOIN product_type t ON t.id = p.product_type_id
LEFT JOIN product_stock s ON s.product_id = p.id
LEFT JOIN LATERAL (
  SELECT sum(a.qty_assigned - a.qty_sold) AS unsold
  FROM investor_assignment a
  WHERE a.product_id = p.id AND a.qty_sold < a.qty_assigned
) owned ON true;

-- Adds movements in the order of product ids, and says for each whether it made its product
-- available or took the last of it. Only here is the stock that a movement left known without one
-- more round trip: the trigger on movements runs when the INSERT is through.
CREATE FUNCTION move_goods(
  moved_by integer, moved_at timestamptz, products uuid[], types text[], units numeric[],
  reference_types text[], reference_ids text[], notes text[]
) RETURNS TABLE (id uuid, product_id uuid, crossed_zero boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  added uuid[];
BEGIN
  WITH added_now AS (
    INSERT INTO inventory_movement
      (product_id, movement_type, quantity_delta, reference_type, reference_id, note, created_by,
       created_at)
    SELECT m.product_id, m.movement_type, m.quantity_delta, m.reference_type, m.reference_id,
      m.note, moved_by, moved_at
    FROM unnest(products, types, units, reference_types, reference_ids, notes)
      AS m (product_id, movement_type, quantity_delta, reference_type, reference_id, note)
    ORDER BY m.product_id
    RETURNING inventory_movement.id
  )
  SELECT array_agg(a.id) INTO added FROM added_now a;
  RETURN QUERY
    SELECT m.id, m.product_id,
      (s.on_hand > 0) <> (s.on_hand - sum(m.quantity_delta) OVER (PARTITION BY m.product_id) > 0)
    FROM unnest(added) WITH ORDINALITY AS a (id, place)
    JOIN inventory_movement m ON m.id = a.id
    JOIN product_stock s ON s.product_id = m.product_id
    ORDER BY a.place;
END
$$;
