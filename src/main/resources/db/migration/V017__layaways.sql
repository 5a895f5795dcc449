-- Goods put aside for a customer against payments: settled by a sale, or expired into store credit.

CREATE TABLE layaway (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT layaway_pkey PRIMARY KEY,
  customer_id uuid NOT NULL CONSTRAINT layaway_customer_id_fkey REFERENCES customer,
  status text NOT NULL
    CONSTRAINT layaway_status_check CHECK (status IN ('ACTIVE', 'SETTLED', 'EXPIRED', 'REFUNDED')),
  status_rank integer NOT NULL GENERATED ALWAYS AS (
    CASE status WHEN 'EXPIRED' THEN 1 WHEN 'ACTIVE' THEN 2 WHEN 'REFUNDED' THEN 3 ELSE 4 END
  ) STORED,
  subtotal numeric(12, 2) NOT NULL
    CONSTRAINT layaway_subtotal_check CHECK (subtotal BETWEEN 0 AND 9999999999.99),
  total numeric(12, 2) NOT NULL
    CONSTRAINT layaway_total_check CHECK (total > 0 AND total <= subtotal),
  amount_paid numeric(12, 2) NOT NULL
    CONSTRAINT layaway_amount_paid_check CHECK (amount_paid > 0 AND amount_paid <= total),
  expires_at timestamptz NOT NULL,
  notes text NOT NULL DEFAULT '',
  settled_sale_id uuid
    CONSTRAINT layaway_settled_sale_id_key UNIQUE
    CONSTRAINT layaway_settled_sale_id_fkey REFERENCES sale,
  created_by integer NOT NULL CONSTRAINT layaway_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT layaway_settled_check
    CHECK ((settled_sale_id IS NOT NULL) = (status IN ('SETTLED', 'REFUNDED'))),
  CONSTRAINT layaway_paid_check
    CHECK (status NOT IN ('SETTLED', 'REFUNDED') OR amount_paid = total)
);

COMMENT ON COLUMN layaway.status_rank IS 'where the status stands in lists';
COMMENT ON COLUMN layaway.amount_paid IS
  'sum of the payments; here too, so that the row''s lock guards what is left to pay';

CREATE INDEX layaway_list_idx ON layaway (status_rank, expires_at, id DESC);
CREATE INDEX layaway_due_idx ON layaway (expires_at, id) WHERE status = 'ACTIVE';
CREATE INDEX layaway_customer_id_idx ON layaway (customer_id);

CREATE TABLE layaway_line (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT layaway_line_pkey PRIMARY KEY,
  layaway_id uuid NOT NULL CONSTRAINT layaway_line_layaway_id_fkey REFERENCES layaway,
  position integer NOT NULL,
  product_id uuid NOT NULL CONSTRAINT layaway_line_product_id_fkey REFERENCES product,
  qty numeric(12, 2) NOT NULL
    CONSTRAINT layaway_line_qty_check CHECK (qty > 0 AND qty <= 9999999999.99),
  unit_price numeric(12, 2) NOT NULL
    CONSTRAINT layaway_line_unit_price_check CHECK (unit_price BETWEEN 0 AND 9999999999.99),
  unit_cost numeric(12, 2) NOT NULL
    CONSTRAINT layaway_line_unit_cost_check CHECK (unit_cost BETWEEN 0 AND 9999999999.99),
  discount_pct numeric(5, 2) NOT NULL
    CONSTRAINT layaway_line_discount_pct_check CHECK (discount_pct BETWEEN 0 AND 100),
  CONSTRAINT layaway_line_position_key UNIQUE (layaway_id, position),
  CONSTRAINT layaway_line_product_key UNIQUE (layaway_id, product_id)
);

CREATE INDEX layaway_line_product_id_idx ON layaway_line (product_id);

CREATE TABLE layaway_payment (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT layaway_payment_pkey PRIMARY KEY,
  layaway_id uuid NOT NULL CONSTRAINT layaway_payment_layaway_id_fkey REFERENCES layaway,
  position integer NOT NULL,
  method text NOT NULL
    CONSTRAINT layaway_payment_method_check CHECK (method IN ('CASH', 'CARD', 'CUSTOMER_CREDIT')),
  amount numeric(12, 2) NOT NULL
    CONSTRAINT layaway_payment_amount_check CHECK (amount > 0 AND amount <= 9999999999.99),
  commission_rate numeric(6, 4),
  card_plan_code text NOT NULL DEFAULT '',
  card_plan_label text NOT NULL DEFAULT '',
  installments_months integer NOT NULL DEFAULT 0,
  card_instrument text,
  card_type text,
  reference_type text NOT NULL
    CONSTRAINT layaway_payment_reference_type_check
    CHECK (reference_type IN ('layaway_create', 'layaway_payment')),
  created_by integer NOT NULL CONSTRAINT layaway_payment_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT layaway_payment_position_key UNIQUE (layaway_id, position),
  CONSTRAINT layaway_payment_deposit_check
    CHECK (reference_type <> 'layaway_create' OR method <> 'CUSTOMER_CREDIT')
);

COMMENT ON COLUMN layaway_payment.commission_rate IS
  'the plan''s, as it was when the payment was taken; so are code, label, months and instrument';

CREATE TRIGGER layaway_payment_append_only BEFORE UPDATE OR DELETE ON layaway_payment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER layaway_payment_no_truncate BEFORE TRUNCATE ON layaway_payment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE layaway_extension (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT layaway_extension_pkey PRIMARY KEY,
  layaway_id uuid NOT NULL CONSTRAINT layaway_extension_layaway_id_fkey REFERENCES layaway,
  old_expires_at timestamptz NOT NULL,
  new_expires_at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  created_by integer NOT NULL CONSTRAINT layaway_extension_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT layaway_extension_new_expires_at_key UNIQUE (layaway_id, new_expires_at),
  CONSTRAINT layaway_extension_new_expires_at_check CHECK (new_expires_at > old_expires_at)
);

CREATE TRIGGER layaway_extension_append_only BEFORE UPDATE OR DELETE ON layaway_extension
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER layaway_extension_no_truncate BEFORE TRUNCATE ON layaway_extension
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A layaway with its customer, so that each query says it once.
CREATE VIEW layaway_detail AS
SELECT
  l.id, l.customer_id, c.phone AS customer_phone, c.phone_normalized AS customer_phone_normalized,
  c.name AS customer_name, c.notes AS customer_notes, c.created_at AS customer_created_at,
  c.updated_at AS customer_updated_at, coalesce(cc.balance, 0) AS customer_credit_balance,
  l.status, l.status_rank, l.subtotal, l.total, l.amount_paid, l.expires_at, l.notes,
  l.settled_sale_id, l.created_by, l.created_at, l.updated_at
FROM layaway l
JOIN customer c ON c.id = l.customer_id
LEFT JOIN customer_credit cc ON cc.customer_id = l.customer_id;
