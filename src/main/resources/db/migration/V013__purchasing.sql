-- Goods that come in: suppliers, their pasted invoices, and the receipts that raise stock.

CREATE TABLE supplier (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT supplier_pkey PRIMARY KEY,
  code text NOT NULL CONSTRAINT supplier_code_key UNIQUE,
  name text COLLATE "es-MX-x-icu" NOT NULL,
  is_active boolean NOT NULL DEFAULT true
);

COMMENT ON COLUMN supplier.code IS 'DIRECT is who the shop buys from when stock is simply set higher';

CREATE TABLE supplier_parser (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT supplier_parser_pkey PRIMARY KEY,
  supplier_id uuid NOT NULL CONSTRAINT supplier_parser_supplier_id_fkey REFERENCES supplier,
  parser_key text NOT NULL,
  version integer NOT NULL,
  description text NOT NULL DEFAULT '',
  is_active boolean NOT NULL DEFAULT true,
  CONSTRAINT supplier_parser_version_key UNIQUE (supplier_id, parser_key, version),
  CONSTRAINT supplier_parser_supplier_key UNIQUE (supplier_id, id)
);

INSERT INTO supplier (code, name)
VALUES ('DIRECT', 'Compra directa'), ('MYESA', 'MYESA');

INSERT INTO supplier_parser (supplier_id, parser_key, version, description)
SELECT id, 'myesa', 1, 'Parser MYESA'
FROM supplier
WHERE code = 'MYESA';

CREATE TABLE import_batch (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT import_batch_pkey PRIMARY KEY,
  supplier_id uuid NOT NULL,
  parser_id uuid NOT NULL,
  raw_text text NOT NULL,
  status text NOT NULL
    CONSTRAINT import_batch_status_check CHECK (status IN ('DRAFT', 'PARSED', 'CONFIRMED')),
  invoice_number text,
  invoice_date date,
  subtotal numeric(12, 2)
    CONSTRAINT import_batch_subtotal_check CHECK (subtotal BETWEEN 0 AND 9999999999.99),
  tax numeric(12, 2) CONSTRAINT import_batch_tax_check CHECK (tax BETWEEN 0 AND 9999999999.99),
  total numeric(12, 2)
    CONSTRAINT import_batch_total_check CHECK (total BETWEEN 0 AND 9999999999.99),
  created_by integer NOT NULL CONSTRAINT import_batch_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  -- Of both columns, so that no batch is read by another supplier's parser.
  CONSTRAINT import_batch_parser_fkey FOREIGN KEY (supplier_id, parser_id)
    REFERENCES supplier_parser (supplier_id, id),
  CONSTRAINT import_batch_confirmed_at_check
    CHECK ((confirmed_at IS NULL) = (status <> 'CONFIRMED'))
);

CREATE TABLE import_line (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT import_line_pkey PRIMARY KEY,
  batch_id uuid NOT NULL
    CONSTRAINT import_line_batch_id_fkey REFERENCES import_batch ON DELETE CASCADE,
  line_no integer NOT NULL,
  raw_line text NOT NULL,
  parsed_sku text NOT NULL,
  parsed_name text NOT NULL,
  parsed_qty numeric(12, 2),
  parsed_unit_cost numeric(12, 2),
  parsed_unit_price numeric(12, 2),
  sku text NOT NULL,
  name text NOT NULL,
  qty numeric(12, 2),
  unit_cost numeric(12, 2),
  unit_price numeric(12, 2),
  public_price numeric(12, 2),
  brand_name text NOT NULL,
  product_type_name text NOT NULL,
  brand_id uuid CONSTRAINT import_line_brand_id_fkey REFERENCES brand ON DELETE SET NULL,
  product_type_id uuid
    CONSTRAINT import_line_product_type_id_fkey REFERENCES product_type ON DELETE SET NULL,
  matched_product_id uuid
    CONSTRAINT import_line_matched_product_id_fkey REFERENCES product ON DELETE SET NULL,
  matched_by_hand boolean NOT NULL DEFAULT false,
  match_status text NOT NULL
    CONSTRAINT import_line_match_status_check
    CHECK (match_status IN ('MATCHED_PRODUCT', 'NEW_PRODUCT', 'INVALID')),
  is_selected boolean NOT NULL DEFAULT true,
  notes text NOT NULL DEFAULT '',
  CONSTRAINT import_line_line_no_key UNIQUE (batch_id, line_no),
  -- A quantity of 0 is a fault that people see and mend, so the table takes it.
  CONSTRAINT import_line_amounts_check CHECK (
    parsed_qty BETWEEN 0 AND 9999999999.99
    AND parsed_unit_cost BETWEEN 0 AND 9999999999.99
    AND parsed_unit_price BETWEEN 0 AND 9999999999.99
    AND qty BETWEEN 0 AND 9999999999.99
    AND unit_cost BETWEEN 0 AND 9999999999.99
    AND unit_price BETWEEN 0 AND 9999999999.99
    AND public_price BETWEEN 0 AND 9999999999.99)
);

CREATE INDEX import_line_brand_id_idx ON import_line (brand_id) WHERE brand_id IS NOT NULL;
CREATE INDEX import_line_product_type_id_idx ON import_line (product_type_id)
  WHERE product_type_id IS NOT NULL;
CREATE INDEX import_line_matched_product_id_idx ON import_line (matched_product_id)
  WHERE matched_product_id IS NOT NULL;

COMMENT ON COLUMN import_line.matched_by_hand IS
  'somebody chose matched_product, so it counts and not the SKU';

CREATE TABLE purchase_receipt (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT purchase_receipt_pkey PRIMARY KEY,
  supplier_id uuid NOT NULL CONSTRAINT purchase_receipt_supplier_id_fkey REFERENCES supplier,
  invoice_number text,
  invoice_date date,
  status text NOT NULL
    CONSTRAINT purchase_receipt_status_check CHECK (status IN ('DRAFT', 'POSTED')),
  subtotal numeric(12, 2) NOT NULL
    CONSTRAINT purchase_receipt_subtotal_check CHECK (subtotal BETWEEN 0 AND 9999999999.99),
  tax numeric(12, 2) NOT NULL
    CONSTRAINT purchase_receipt_tax_check CHECK (tax BETWEEN 0 AND 9999999999.99),
  total numeric(12, 2) NOT NULL
    CONSTRAINT purchase_receipt_total_check CHECK (total BETWEEN 0 AND 9999999999.99),
  source_import_batch_id uuid
    CONSTRAINT purchase_receipt_source_import_batch_key UNIQUE
    CONSTRAINT purchase_receipt_source_import_batch_fkey REFERENCES import_batch,
  created_by integer NOT NULL CONSTRAINT purchase_receipt_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  posted_at timestamptz,
  CONSTRAINT purchase_receipt_posted_at_check CHECK ((posted_at IS NULL) = (status = 'DRAFT'))
);

CREATE INDEX purchase_receipt_created_by_idx ON purchase_receipt (created_by, id DESC);
CREATE INDEX purchase_receipt_posted_at_idx ON purchase_receipt (posted_at)
  WHERE status = 'POSTED';

CREATE TABLE purchase_receipt_line (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT purchase_receipt_line_pkey PRIMARY KEY,
  receipt_id uuid NOT NULL
    CONSTRAINT purchase_receipt_line_receipt_id_fkey REFERENCES purchase_receipt ON DELETE CASCADE,
  position integer NOT NULL,
  product_id uuid NOT NULL CONSTRAINT purchase_receipt_line_product_id_fkey REFERENCES product,
  qty numeric(12, 2) NOT NULL
    CONSTRAINT purchase_receipt_line_qty_check CHECK (qty > 0 AND qty <= 9999999999.99),
  unit_cost numeric(12, 2) NOT NULL
    CONSTRAINT purchase_receipt_line_unit_cost_check CHECK (unit_cost BETWEEN 0 AND 9999999999.99),
  unit_price numeric(12, 2)
    CONSTRAINT purchase_receipt_line_unit_price_check
    CHECK (unit_price BETWEEN 0 AND 9999999999.99),
  CONSTRAINT purchase_receipt_line_position_key UNIQUE (receipt_id, position),
  -- Once: a product moves once for a receipt.
  CONSTRAINT purchase_receipt_line_product_key UNIQUE (receipt_id, product_id)
);

CREATE INDEX purchase_receipt_line_product_id_idx ON purchase_receipt_line (product_id);

CREATE INDEX product_sku_upper_idx ON product (upper(sku COLLATE "und-x-icu"));

-- The product that an invoice means by a SKU, whatever its case; the one written exactly so if
-- several differ in case alone.
CREATE FUNCTION product_of_sku(wanted text) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT p.id
  FROM product p
  WHERE upper(p.sku COLLATE "und-x-icu") = upper(wanted COLLATE "und-x-icu")
  ORDER BY p.sku <> wanted, p.id
  LIMIT 1
);

-- A receipt with what the contract shows of it beside its lines, so that each query says it once.
CREATE VIEW purchase_receipt_detail AS
SELECT
  r.id, r.supplier_id, s.name AS supplier_name, s.code AS supplier_code, r.invoice_number,
  r.invoice_date, r.status, r.subtotal, r.tax, r.total, r.source_import_batch_id, r.created_by,
  u.username AS created_by_username, r.created_at, r.posted_at,
  r.status = 'DRAFT' OR NOT EXISTS (
    SELECT
    FROM purchase_receipt_line l
    LEFT JOIN product_stock stock ON stock.product_id = l.product_id
    WHERE l.receipt_id = r.id AND coalesce(stock.on_hand, 0) < l.qty
  ) AS can_delete
FROM purchase_receipt r
JOIN supplier s ON s.id = r.supplier_id
JOIN app_user u ON u.id = r.created_by;
