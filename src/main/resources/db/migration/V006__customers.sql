-- Who buys by name, and the store credit they hold.

CREATE TABLE customer (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT customer_pkey PRIMARY KEY,
  phone text NOT NULL,
  phone_normalized text NOT NULL CONSTRAINT customer_phone_normalized_key UNIQUE,
  name text NOT NULL,
  notes text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE INDEX customer_updated_at_idx ON customer (updated_at DESC, id DESC);

CREATE TABLE customer_credit (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT customer_credit_pkey PRIMARY KEY,
  customer_id uuid NOT NULL
    CONSTRAINT customer_credit_customer_id_key UNIQUE
    CONSTRAINT customer_credit_customer_id_fkey REFERENCES customer,
  balance numeric(12, 2) NOT NULL
    CONSTRAINT customer_credit_balance_check CHECK (balance BETWEEN 0 AND 9999999999.99),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE customer_credit_entry (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT customer_credit_entry_pkey PRIMARY KEY,
  customer_id uuid NOT NULL
    CONSTRAINT customer_credit_entry_customer_id_fkey REFERENCES customer,
  kind text NOT NULL
    CONSTRAINT customer_credit_entry_kind_check
    CHECK (kind IN ('LAYAWAY_EXPIRED', 'SALE', 'SALE_VOID', 'LAYAWAY_PAYMENT', 'MANUAL')),
  amount numeric(12, 2) NOT NULL
    CONSTRAINT customer_credit_entry_amount_check
    CHECK (amount <> 0 AND amount BETWEEN -9999999999.99 AND 9999999999.99),
  balance_after numeric(12, 2),
  reference_type text NOT NULL DEFAULT '',
  reference_id text NOT NULL DEFAULT '',
  created_by integer CONSTRAINT customer_credit_entry_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL
);

CREATE INDEX customer_credit_entry_customer_id_idx ON customer_credit_entry (customer_id, id DESC);

COMMENT ON COLUMN customer_credit_entry.amount IS 'positive: credit given; negative: credit used';

-- Keeps the balance and notes it on the entry; using more than there is breaks the balance check.
CREATE FUNCTION move_credit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_credit
  SET balance = balance + NEW.amount, updated_at = NEW.created_at
  WHERE customer_id = NEW.customer_id
  RETURNING balance INTO NEW.balance_after;
  IF NOT FOUND THEN
    INSERT INTO customer_credit (customer_id, balance, created_at, updated_at)
    VALUES (NEW.customer_id, NEW.amount, NEW.created_at, NEW.created_at)
    ON CONFLICT (customer_id) DO UPDATE
      SET balance = customer_credit.balance + excluded.balance, updated_at = excluded.updated_at
    RETURNING balance INTO NEW.balance_after;
  END IF;
  -- Now that the balance is locked: entries of a customer are ordered as their balances follow.
  NEW.id := uuidv7();
  RETURN NEW;
END
$$;

CREATE TRIGGER customer_credit_entry_balance BEFORE INSERT ON customer_credit_entry
  FOR EACH ROW EXECUTE FUNCTION move_credit();
CREATE TRIGGER customer_credit_entry_append_only BEFORE UPDATE OR DELETE ON customer_credit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_credit_entry_no_truncate BEFORE TRUNCATE ON customer_credit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
