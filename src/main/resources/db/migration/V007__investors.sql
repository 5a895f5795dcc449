-- Investors, the goods they paid for, and the ledger of what they own and earned.

CREATE TABLE investor (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT investor_pkey PRIMARY KEY,
  user_id integer
    CONSTRAINT investor_user_id_key UNIQUE
    CONSTRAINT investor_user_id_fkey REFERENCES app_user,
  display_name text COLLATE "es-MX-x-icu" NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE investor_assignment (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT investor_assignment_pkey PRIMARY KEY,
  investor_id uuid NOT NULL
    CONSTRAINT investor_assignment_investor_id_fkey REFERENCES investor,
  product_id uuid NOT NULL
    CONSTRAINT investor_assignment_product_id_fkey REFERENCES product,
  qty_assigned numeric(12, 2) NOT NULL
    CONSTRAINT investor_assignment_qty_assigned_check
    CHECK (qty_assigned > 0 AND qty_assigned <= 9999999999.99),
  qty_sold numeric(12, 2) NOT NULL DEFAULT 0,
  unit_cost numeric(12, 2) NOT NULL
    CONSTRAINT investor_assignment_unit_cost_check CHECK (unit_cost BETWEEN 0 AND 9999999999.99),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT investor_assignment_unit_cost_key UNIQUE (investor_id, product_id, unit_cost),
  CONSTRAINT investor_assignment_qty_sold_check CHECK (qty_sold BETWEEN 0 AND qty_assigned)
);

CREATE INDEX investor_assignment_investor_id_idx ON investor_assignment (investor_id);
CREATE INDEX investor_assignment_product_id_idx ON investor_assignment (product_id, created_at, id);
CREATE INDEX investor_assignment_open_idx ON investor_assignment (product_id, created_at, id)
  INCLUDE (qty_assigned, qty_sold) WHERE qty_sold < qty_assigned;

CREATE TABLE investor_balance (
  investor_id uuid NOT NULL
    CONSTRAINT investor_balance_pkey PRIMARY KEY
    CONSTRAINT investor_balance_investor_id_fkey REFERENCES investor,
  capital numeric(18, 2) NOT NULL DEFAULT 0,
  inventory numeric(18, 2) NOT NULL DEFAULT 0,
  profit numeric(18, 2) NOT NULL DEFAULT 0
);

COMMENT ON TABLE investor_balance IS
  'Sums of the ledger, kept by the trigger on it. May be negative: a void can take back capital
   that was withdrawn meanwhile.';

CREATE TABLE investor_ledger_entry (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT investor_ledger_entry_pkey PRIMARY KEY,
  investor_id uuid NOT NULL
    CONSTRAINT investor_ledger_entry_investor_id_fkey REFERENCES investor,
  entry_type text NOT NULL,
  capital_delta numeric(12, 2) NOT NULL DEFAULT 0,
  inventory_delta numeric(12, 2) NOT NULL DEFAULT 0,
  profit_delta numeric(12, 2) NOT NULL DEFAULT 0,
  product_id uuid CONSTRAINT investor_ledger_entry_product_id_fkey REFERENCES product,
  reference_type text NOT NULL DEFAULT '',
  reference_id text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  created_by integer CONSTRAINT investor_ledger_entry_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT investor_ledger_entry_deltas_check CHECK (
    capital_delta BETWEEN -9999999999.99 AND 9999999999.99
    AND inventory_delta BETWEEN -9999999999.99 AND 9999999999.99
    AND profit_delta BETWEEN -9999999999.99 AND 9999999999.99)
);

CREATE INDEX investor_ledger_entry_investor_id_idx ON investor_ledger_entry (investor_id, id DESC);
CREATE INDEX investor_ledger_entry_reference_idx
  ON investor_ledger_entry (reference_id, reference_type);

CREATE FUNCTION move_investor_balance() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO investor_balance AS balance (investor_id, capital, inventory, profit)
  VALUES (NEW.investor_id, NEW.capital_delta, NEW.inventory_delta, NEW.profit_delta)
  ON CONFLICT (investor_id) DO UPDATE
    SET capital = balance.capital + excluded.capital,
        inventory = balance.inventory + excluded.inventory,
        profit = balance.profit + excluded.profit;
  RETURN NULL;
END
$$;

CREATE TRIGGER investor_ledger_entry_balance AFTER INSERT ON investor_ledger_entry
  FOR EACH ROW EXECUTE FUNCTION move_investor_balance();
CREATE TRIGGER investor_ledger_entry_append_only BEFORE UPDATE OR DELETE ON investor_ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER investor_ledger_entry_no_truncate BEFORE TRUNCATE ON investor_ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
