-- What lists of tens of thousands of customers and layaways ask for.

-- A part of a name or of a phone, in the lists of customers, layaways and sales.
CREATE INDEX customer_search_idx ON customer
  USING gin (name gin_trgm_ops, phone gin_trgm_ops, phone_normalized gin_trgm_ops);

-- The images of each product that has any, as the contract shows them, primary first. A view, so
-- that a list of products is planned with them: a function's query was planned for every product
-- of a page again, where statements are planned for their own values.
CREATE VIEW product_gallery AS
SELECT
  i.product_id,
  jsonb_agg(
    jsonb_build_object(
      'id', i.id,
      'asset_id', i.asset_id,
      'is_primary', i.is_primary,
      'sort_order', i.sort_order,
      'original_url', a.original_url,
      'thumb_url', a.thumb_url,
      'width', a.width,
      'height', a.height,
      'mime_type', a.mime_type)
    ORDER BY i.is_primary DESC, i.sort_order, i.id) AS images
FROM product_image i
JOIN media_asset a ON a.id = i.asset_id
GROUP BY i.product_id;

CREATE OR REPLACE FUNCTION product_images(of_product uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce((SELECT g.images FROM product_gallery g WHERE g.product_id = of_product), '[]');

CREATE OR REPLACE VIEW product_detail AS
SELECT
  p.id, p.sku, p.name, p.default_price, p.cost_price,
  p.brand_id, b.name AS brand_name,
  p.product_type_id, t.name AS product_type_name,
  p.brand_label, p.product_type_label, p.is_active,
  coalesce(s.on_hand, 0) AS stock,
  greatest(coalesce(s.on_hand, 0) - coalesce(owned.unsold, 0), 0) AS investor_assignable_qty,
  coalesce((SELECT g.images FROM product_gallery g WHERE g.product_id = p.id), '[]') AS images,
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

CREATE OR REPLACE VIEW public_product AS
SELECT
  p.id, p.sku, p.name, p.default_price, b.name AS brand_name, t.name AS product_type_name,
  coalesce(s.on_hand > 0, false) AS available,
  coalesce((SELECT g.images FROM product_gallery g WHERE g.product_id = p.id), '[]') AS images,
  p.updated_at
FROM product p
LEFT JOIN brand b ON b.id = p.brand_id
LEFT JOIN product_type t ON t.id = p.product_type_id
LEFT JOIN product_stock s ON s.product_id = p.id
WHERE p.is_active;

-- Few, so that who counts the others need not look at these.
CREATE INDEX product_inactive_idx ON product (id) WHERE NOT is_active;

-- A reward's own events: neither of its partial indexes knows all of them.
CREATE INDEX loyalty_event_redemption_id_idx ON loyalty_event (redemption_id, id);
