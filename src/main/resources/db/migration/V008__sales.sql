-- Sales over the counter, how they were paid, and what they earned.

CREATE TABLE card_commission_plan (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT card_commission_plan_pkey PRIMARY KEY,
  code text NOT NULL CONSTRAINT card_commission_plan_code_key UNIQUE,
  label text NOT NULL,
  installments_months integer NOT NULL
    CONSTRAINT card_commission_plan_installments_months_check
    CHECK (installments_months BETWEEN 0 AND 60),
  commission_rate numeric(6, 4) NOT NULL
    CONSTRAINT card_commission_plan_commission_rate_check CHECK (commission_rate BETWEEN 0 AND 1),
  card_instrument text NOT NULL
    CONSTRAINT card_commission_plan_card_instrument_check
    CHECK (card_instrument IN ('DEBIT', 'CREDIT')),
  is_active boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 0
);

INSERT INTO card_commission_plan
  (code, label, installments_months, commission_rate, card_instrument, sort_order)
VALUES
  ('DEBIT_NORMAL', 'Tarjeta de débito', 0, 0.0200, 'DEBIT', 0),
  ('CREDIT_NORMAL', 'Tarjeta de crédito', 0, 0.0200, 'CREDIT', 5),
  ('CREDIT_MSI_3', 'Crédito 3 MSI', 3, 0.0558, 'CREDIT', 10);

CREATE TABLE sale (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT sale_pkey PRIMARY KEY,
  cashier_id integer NOT NULL CONSTRAINT sale_cashier_id_fkey REFERENCES app_user,
  customer_id uuid CONSTRAINT sale_customer_id_fkey REFERENCES customer,
  status text NOT NULL CONSTRAINT sale_status_check CHECK (status IN ('DRAFT', 'CONFIRMED', 'VOID')),
  subtotal numeric(12, 2) NOT NULL,
  discount_amount numeric(12, 2) NOT NULL,
  total numeric(12, 2) NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  CONSTRAINT sale_total_check CHECK (total = subtotal - discount_amount AND total >= 0),
  CONSTRAINT sale_confirmed_at_check CHECK ((confirmed_at IS NULL) = (status = 'DRAFT')),
  CONSTRAINT sale_voided_at_check CHECK ((voided_at IS NULL) = (status <> 'VOID'))
);

CREATE INDEX sale_created_at_idx ON sale (created_at DESC, id DESC);
CREATE INDEX sale_customer_id_idx ON sale (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX sale_cashier_id_idx ON sale (cashier_id, created_at DESC);
CREATE INDEX sale_confirmed_at_idx ON sale (confirmed_at) WHERE status = 'CONFIRMED';

CREATE TABLE sale_line (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT sale_line_pkey PRIMARY KEY,
  sale_id uuid NOT NULL CONSTRAINT sale_line_sale_id_fkey REFERENCES sale,
  position integer NOT NULL,
  product_id uuid NOT NULL CONSTRAINT sale_line_product_id_fkey REFERENCES product,
  qty numeric(12, 2) NOT NULL
    CONSTRAINT sale_line_qty_check CHECK (qty > 0 AND qty <= 9999999999.99),
  unit_price numeric(12, 2) NOT NULL
    CONSTRAINT sale_line_unit_price_check CHECK (unit_price BETWEEN 0 AND 9999999999.99),
  unit_cost numeric(12, 2) NOT NULL
    CONSTRAINT sale_line_unit_cost_check CHECK (unit_cost BETWEEN 0 AND 9999999999.99),
  discount_pct numeric(5, 2) NOT NULL
    CONSTRAINT sale_line_discount_pct_check CHECK (discount_pct BETWEEN 0 AND 100),
  CONSTRAINT sale_line_product_key UNIQUE (sale_id, product_id)
);

CREATE INDEX sale_line_product_id_idx ON sale_line (product_id);

CREATE TABLE sale_payment (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT sale_payment_pkey PRIMARY KEY,
  sale_id uuid NOT NULL CONSTRAINT sale_payment_sale_id_fkey REFERENCES sale,
  position integer NOT NULL,
  method text NOT NULL
    CONSTRAINT sale_payment_method_check CHECK (method IN ('CASH', 'CARD', 'CUSTOMER_CREDIT')),
  amount numeric(12, 2) NOT NULL
    CONSTRAINT sale_payment_amount_check CHECK (amount > 0 AND amount <= 9999999999.99),
  card_plan_id uuid CONSTRAINT sale_payment_card_plan_id_fkey REFERENCES card_commission_plan,
  commission_rate numeric(6, 4),
  card_plan_code text NOT NULL DEFAULT '',
  card_plan_label text NOT NULL DEFAULT '',
  installments_months integer NOT NULL DEFAULT 0,
  card_instrument text,
  card_type text,
  CONSTRAINT sale_payment_position_key UNIQUE (sale_id, position)
);

COMMENT ON COLUMN sale_payment.commission_rate IS
  'the plan''s, as it was when the payment was taken; so are code, label, months and instrument';

CREATE TABLE sale_profitability (
  sale_id uuid NOT NULL
    CONSTRAINT sale_profitability_pkey PRIMARY KEY
    CONSTRAINT sale_profitability_sale_id_fkey REFERENCES sale,
  operating_cost_rate numeric(6, 4) NOT NULL,
  operating_cost_source text NOT NULL
    CONSTRAINT sale_profitability_operating_cost_source_check
    CHECK (operating_cost_source IN ('MTD_REAL', 'FALLBACK_BASE')),
  operating_cost numeric(12, 2) NOT NULL,
  commission numeric(12, 2) NOT NULL,
  gross_profit numeric(12, 2) NOT NULL,
  net_profit numeric(12, 2) NOT NULL,
  investor_profit numeric(12, 2) NOT NULL,
  store_profit numeric(12, 2) NOT NULL
);

CREATE TABLE sale_profitability_line (
  sale_id uuid NOT NULL CONSTRAINT sale_profitability_line_sale_id_fkey REFERENCES sale,
  position integer NOT NULL,
  product_id uuid NOT NULL CONSTRAINT sale_profitability_line_product_id_fkey REFERENCES product,
  assignment_id uuid
    CONSTRAINT sale_profitability_line_assignment_id_fkey REFERENCES investor_assignment,
  investor_id uuid CONSTRAINT sale_profitability_line_investor_id_fkey REFERENCES investor,
  qty numeric(12, 2) NOT NULL,
  revenue numeric(12, 2) NOT NULL,
  cogs numeric(12, 2) NOT NULL,
  operating_cost numeric(12, 2) NOT NULL,
  commission numeric(12, 2) NOT NULL,
  net_profit numeric(12, 2) NOT NULL,
  investor_share numeric(12, 2) NOT NULL,
  store_share numeric(12, 2) NOT NULL,
  CONSTRAINT sale_profitability_line_pkey PRIMARY KEY (sale_id, position),
  CONSTRAINT sale_profitability_line_owner_check
    CHECK ((assignment_id IS NULL) = (investor_id IS NULL)),
  CONSTRAINT sale_profitability_line_share_check CHECK (investor_share + store_share = net_profit)
);

-- Running totals of the month, in up to 64 lanes so that sales at once do not wait for one row.
CREATE TABLE sales_month (
  month date NOT NULL,
  lane integer NOT NULL,
  sales_count bigint NOT NULL,
  sales_total numeric(18, 2) NOT NULL,
  CONSTRAINT sales_month_pkey PRIMARY KEY (month, lane)
) WITH (fillfactor = 50);
