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

CREATE INDEX investor_display_name_idx ON investor (display_name, id DESC);

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
  qty_sold_by_hand numeric(12, 2) NOT NULL DEFAULT 0,
  unit_cost numeric(12, 2) NOT NULL
    CONSTRAINT investor_assignment_unit_cost_check CHECK (unit_cost BETWEEN 0 AND 9999999999.99),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT investor_assignment_unit_cost_key UNIQUE (investor_id, product_id, unit_cost),
  CONSTRAINT investor_assignment_qty_sold_check CHECK (qty_sold BETWEEN 0 AND qty_assigned),
  CONSTRAINT investor_assignment_qty_sold_by_hand_check
    CHECK (qty_sold_by_hand BETWEEN 0 AND qty_sold)
);

COMMENT ON COLUMN investor_assignment.qty_sold_by_hand IS
  'what of qty_sold somebody wrote down; the rest is exactly what confirmed sales took, so that a
   void can always give it back';

CREATE INDEX investor_assignment_created_at_idx ON investor_assignment (created_at DESC, id DESC);
CREATE INDEX investor_assignment_investor_id_idx
  ON investor_assignment (investor_id, created_at DESC, id DESC);
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
  entry_type text NOT NULL
    CONSTRAINT investor_ledger_entry_entry_type_check
    CHECK (entry_type IN ('CAPITAL_DEPOSIT', 'CAPITAL_WITHDRAWAL', 'CAPITAL_TO_INVENTORY',
      'INVENTORY_TO_CAPITAL', 'PROFIT_SHARE', 'REINVESTMENT')),
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

CREATE INDEX investor_ledger_entry_investor_id_idx
  ON investor_ledger_entry (investor_id, created_at DESC, id DESC);
CREATE INDEX investor_ledger_entry_product_id_idx
  ON investor_ledger_entry (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX investor_ledger_entry_reference_idx
  ON investor_ledger_entry (reference_id, reference_type);

-- Every investor has a balance from the start, so that there is always a row to lock.
CREATE FUNCTION start_investor_balance() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO investor_balance (investor_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER investor_balance_start AFTER INSERT ON investor
  FOR EACH ROW EXECUTE FUNCTION start_investor_balance();

-- Locks the balances in the order of investors, whichever the order of the entries: two sales of
-- the same investors' goods then never wait for each other in a circle.
CREATE FUNCTION move_investor_balances() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1
  FROM investor_balance
  WHERE investor_id IN (SELECT investor_id FROM added)
  ORDER BY investor_id
  FOR UPDATE;

  UPDATE investor_balance balance
  SET capital = balance.capital + moved.capital,
      inventory = balance.inventory + moved.inventory,
      profit = balance.profit + moved.profit
  FROM (
    SELECT investor_id, sum(capital_delta) AS capital, sum(inventory_delta) AS inventory,
      sum(profit_delta) AS profit
    FROM added
    GROUP BY investor_id
  ) moved
  WHERE balance.investor_id = moved.investor_id;
  RETURN NULL;
END
$$;

CREATE TRIGGER investor_ledger_entry_balance AFTER INSERT ON investor_ledger_entry
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION move_investor_balances();
CREATE TRIGGER investor_ledger_entry_append_only BEFORE UPDATE OR DELETE ON investor_ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER investor_ledger_entry_no_truncate BEFORE TRUNCATE ON investor_ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
