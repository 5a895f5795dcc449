-- Rows of what the bulk shop lacks; statements end with ";" at the end of a line.

CREATE TEMP TABLE goods AS
SELECT id, cost_price, default_price, row_number() OVER (ORDER BY id) AS n FROM product;

CREATE UNIQUE INDEX ON goods (n);

CREATE TEMP TABLE shop AS
SELECT count(*) AS products, (SELECT min(id) FROM app_user) AS keeper,
  (SELECT id FROM app_user WHERE username = 'caja@example.com') AS cashier
FROM product;

ANALYZE goods;

INSERT INTO app_user (username, email, first_name, role, password_hash, date_joined)
SELECT 'persona' || n || '@example.com', 'persona' || n || '@example.com', 'Persona', 'CASHIER', '!',
  now() - interval '1 hour' * n
FROM generate_series(1, 500) n;

INSERT INTO product_barcode (code, product_id, place)
SELECT c.start || (10 - c.sum % 10) % 10, g.id, 1
FROM goods g
CROSS JOIN LATERAL (
  SELECT '750' || lpad(g.n::text, 9, '0') AS start
) s
CROSS JOIN LATERAL (
  SELECT s.start, sum(substr(s.start, p, 1)::int * CASE WHEN p % 2 = 0 THEN 3 ELSE 1 END) AS sum
  FROM generate_series(1, 12) p
) c
WHERE g.n % 2 = 0;

WITH asset AS (
  INSERT INTO media_asset
    (status, original_key, thumb_key, original_url, thumb_url, mime_type, width, height, size_bytes,
     created_at)
  SELECT 'READY', 'images/' || n || '/o', 'images/' || n || '/t', 'images/' || n, 'images/' || n,
    'image/png', 800, 800, 90000, now()
  FROM generate_series(1, 30000) n
  RETURNING id, split_part(original_key, '/', 2)::int AS n
)
INSERT INTO product_image (product_id, asset_id, is_primary, sort_order, created_at)
SELECT g.id, a.id, a.n % 3 = 0, a.n % 3, now()
FROM asset a
CROSS JOIN shop
JOIN goods g ON g.n = 1 + a.n / 3;

INSERT INTO customer_credit_entry
  (customer_id, kind, amount, reference_type, reference_id, created_at)
SELECT c.id, 'MANUAL', 10 + n, 'baseline', n::text, now() - interval '1 day' * (5 - n)
FROM (SELECT id FROM customer ORDER BY id LIMIT 5000) c
CROSS JOIN generate_series(1, 4) n;

INSERT INTO layaway
  (customer_id, status, subtotal, total, amount_paid, expires_at, settled_sale_id, created_by,
   created_at, updated_at)
SELECT customer_id, 'SETTLED', total, total, total, confirmed_at + interval '14 days', id,
  cashier_id, confirmed_at - interval '5 days', confirmed_at
FROM sale
WHERE customer_id IS NOT NULL AND status = 'CONFIRMED' AND total > 0
ORDER BY id
LIMIT 15000;

INSERT INTO layaway
  (customer_id, status, subtotal, total, amount_paid, expires_at, created_by, created_at,
   updated_at)
SELECT c.id, CASE WHEN n % 5 < 3 THEN 'ACTIVE' ELSE 'EXPIRED' END, 500, 500, 100,
  now() + interval '1 hour' * CASE WHEN n % 5 < 3 THEN 3 + n % 1000 ELSE - n % 9000 END, cashier,
  now() - interval '1 hour' * n, now() - interval '1 hour' * n
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customer ORDER BY id LIMIT 5000) c
CROSS JOIN shop;

INSERT INTO layaway_line
  (layaway_id, position, product_id, qty, unit_price, unit_cost, discount_pct)
SELECT l.id, place, g.id, 1, 100, 60, 0
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM layaway) l
CROSS JOIN generate_series(0, 1) place
CROSS JOIN shop
JOIN goods g ON g.n = 1 + (2 * l.n + place) % products;

INSERT INTO layaway_payment
  (layaway_id, position, method, amount, reference_type, created_by, created_at)
SELECT id, 0, 'CASH', amount_paid, 'layaway_create', created_by, created_at FROM layaway;

INSERT INTO import_batch
  (supplier_id, parser_id, raw_text, status, invoice_number, invoice_date, subtotal, tax, total,
   created_by, created_at, confirmed_at)
SELECT p.supplier_id, p.id, '** X 1 PZA', 'CONFIRMED', 'F-' || n, current_date - n, 1000, 160, 1160,
  CASE WHEN n % 2 = 0 THEN keeper ELSE cashier END, now() - interval '1 day' * n,
  now() - interval '1 day' * n
FROM supplier_parser p
CROSS JOIN shop
CROSS JOIN generate_series(1, 500) n
WHERE p.parser_key = 'myesa';

INSERT INTO import_line
  (batch_id, line_no, raw_line, parsed_sku, parsed_name, parsed_qty, parsed_unit_cost, sku, name,
   qty, unit_cost, unit_price, brand_name, product_type_name, matched_product_id, match_status)
SELECT b.id, line, '** X 1 PZA', 'X' || line, 'Casco', 2, 50, 'X' || line, 'Casco', 2, 50, 80, 'LS2', 'CASCO',
  g.id, 'MATCHED_PRODUCT'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM import_batch) b
CROSS JOIN generate_series(1, 20) line
CROSS JOIN shop
JOIN goods g ON g.n = 1 + (20 * b.place + line) % products;

INSERT INTO purchase_receipt
  (supplier_id, invoice_number, invoice_date, status, subtotal, tax, total, created_by, created_at,
   posted_at)
SELECT s.id, 'R-' || n, current_date - n % 700, 'POSTED', 1000, 160, 1160,
  CASE WHEN n % 2 = 0 THEN keeper ELSE cashier END, now() - interval '6 hours' * n,
  now() - interval '6 hours' * n
FROM supplier s
CROSS JOIN shop
CROSS JOIN generate_series(1, 2000) n
WHERE s.code = 'MYESA';

INSERT INTO purchase_receipt_line (receipt_id, position, product_id, qty, unit_cost, unit_price)
SELECT r.id, place, g.id, 1, 60, 100
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM purchase_receipt) r
CROSS JOIN generate_series(0, 9) place
CROSS JOIN shop
JOIN goods g ON g.n = 1 + (10 * r.n + place) % products;

INSERT INTO fixed_expense_template (name, category, default_amount, created_at, updated_at)
SELECT 'Gasto fijo ' || n, 'CATEGORIA ' || n % 5, 100 + n, now(), now()
FROM generate_series(1, 40) n;

INSERT INTO expense
  (category, description, amount, expense_date, expense_type, status, template_id, month_bucket,
   paid_at, created_at, updated_at)
SELECT t.category, t.name, t.default_amount, month, 'FIXED', 'PAID', t.id, month, month, month, month
FROM fixed_expense_template t
CROSS JOIN LATERAL (
  SELECT (date_trunc('month', now()) - interval '1 month' * n)::date AS month
  FROM generate_series(1, 24) n
) months;

INSERT INTO expense
  (category, description, amount, expense_date, expense_type, status, month_bucket, paid_at,
   created_at, updated_at)
SELECT 'CATEGORIA ' || n % 12, 'Gasto ' || n, 10 + n % 500, day, 'VARIABLE',
  CASE WHEN n % 20 = 0 THEN 'PENDING' ELSE 'PAID' END, date_trunc('month', day),
  CASE WHEN n % 20 > 0 THEN day END, day, day
FROM (SELECT n, current_date - n % 730 AS day FROM generate_series(1, 20000) n) expenses;

INSERT INTO investor (display_name, created_at, updated_at)
SELECT 'Inversionista ' || n, now(), now() FROM generate_series(1, 199) n;

CREATE TEMP TABLE backer AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM investor;

INSERT INTO investor_assignment
  (investor_id, product_id, qty_assigned, qty_sold, unit_cost, created_at, updated_at)
SELECT b.id, g.id, 10, g.n % 11, 60, now() - interval '1 minute' * g.n,
  now() - interval '1 minute' * g.n
FROM goods g
CROSS JOIN shop
JOIN backer b ON b.n = g.n % (SELECT count(*) FROM backer)
WHERE g.n > products * 0.9;

INSERT INTO investor_ledger_entry
  (investor_id, entry_type, capital_delta, profit_delta, product_id, reference_type, reference_id,
   created_at)
SELECT b.id, CASE WHEN entry % 10 = 0 THEN 'CAPITAL_DEPOSIT' ELSE 'PROFIT_SHARE' END,
  CASE WHEN entry % 10 = 0 THEN 100 ELSE 0 END, CASE WHEN entry % 10 = 0 THEN 0 ELSE 5 END,
  CASE WHEN entry % 10 = 0 THEN NULL ELSE g.id END, 'baseline', entry::text, now() - interval '5 minutes' * entry
FROM generate_series(1, 200000) entry
CROSS JOIN shop
JOIN backer b ON b.n = entry % (SELECT count(*) FROM backer)
JOIN goods g ON g.n = 1 + entry % products;

WITH deposit AS (
  INSERT INTO card_deposit
    (payment_id, deposited_amount, deposited_on, reference, recorded_by, recorded_at)
  SELECT p.id, p.amount, (p.confirmed_at + interval '2 days')::date, 'banco', keeper,
    p.confirmed_at + interval '2 days'
  FROM sale_payment p
  CROSS JOIN shop
  WHERE p.method = 'CARD' AND p.confirmed_at IS NOT NULL AND p.voided_at IS NULL
  ORDER BY p.confirmed_at DESC, p.id DESC
  LIMIT 20000
  RETURNING id, payment_id
)
UPDATE sale_payment p SET deposit_id = d.id FROM deposit d WHERE d.payment_id = p.id;

INSERT INTO loyalty_event
  (kind, redemption_id, program_id, version, customer_id, sale_id, discount, counted, details, day,
   created_by, created_at)
SELECT 'REDEEMED', uuidv7(), program.id, 1, f.customer_id, f.sale_id, 10, f.counted, f.details,
  f.day, keeper, f.confirmed_at
FROM (
  SELECT p.*, e.counted, e.details, row_number() OVER (ORDER BY p.sale_id) AS n
  FROM purchase_fact p
  CROSS JOIN (SELECT counted, details FROM loyalty_event LIMIT 1) e
  WHERE p.voided_at IS NULL AND p.sale_id NOT IN (SELECT sale_id FROM loyalty_redemption)
  ORDER BY p.sale_id DESC
  LIMIT 20000
) f
CROSS JOIN shop
JOIN (
  SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS programs
  FROM loyalty_program
) program ON program.n = 1 + f.n % program.programs;

INSERT INTO audit_log (actor_id, action, entity_type, entity_id, payload, created_at)
SELECT 1 + n % 3, CASE WHEN n % 1000 = 0 THEN 'user.update' WHEN n % 3 = 0 THEN 'product.update'
    ELSE 'sale.confirm' END,
  CASE WHEN n % 1000 = 0 THEN 'user' WHEN n % 3 = 0 THEN 'product' ELSE 'sale' END, (n / 2)::text,
  json_build_object('total', n || '.00', 'note', repeat('x', 150)), now() - interval '5 minutes' * n
FROM generate_series(200000, 1, -1) n;
