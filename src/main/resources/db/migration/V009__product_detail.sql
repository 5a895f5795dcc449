-- A product with everything that the contract shows of it, so that each query says it once.

CREATE VIEW product_detail AS
SELECT
  p.id, p.sku, p.name, p.default_price, p.cost_price,
  p.brand_id, b.name AS brand_name,
  p.product_type_id, t.name AS product_type_name,
  p.brand_label, p.product_type_label, p.is_active,
  coalesce(s.on_hand, 0) AS stock,
  greatest(coalesce(s.on_hand, 0) - coalesce(owned.unsold, 0), 0) AS investor_assignable_qty,
  product_images(p.id) AS images,
  p.created_at, p.updated_at
FROM product p
LEFT JOIN brand b ON b.id = p.brand_id
LEFT JOIN product_type t ON t.id = p.product_type_id
LEFT JOIN product_stock s ON s.product_id = p.id
LEFT JOIN LATERAL (
  SELECT sum(a.qty_assigned - a.qty_sold) AS unsold
  FROM investor_assignment a
  WHERE a.product_id = p.id AND a.qty_sold < a.qty_assigned
) owned ON true;
