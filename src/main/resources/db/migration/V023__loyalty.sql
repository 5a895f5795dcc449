-- Rewards for customers who come back: what they bought, the programmes, and each reward explained.

ALTER TABLE sale_line
  ADD COLUMN promotion_discount numeric(12, 2) NOT NULL DEFAULT 0
    CONSTRAINT sale_line_promotion_discount_check
    CHECK (promotion_discount BETWEEN 0 AND 9999999999.99);

COMMENT ON COLUMN sale_line.promotion_discount IS
  'what a loyalty programme took off the line, besides discount_pct; part of the sale''s discount';

-- One row for each confirmed sale that has a customer, written by the statement that confirms it.
CREATE TABLE purchase_fact (
  sale_id uuid NOT NULL
    CONSTRAINT purchase_fact_pkey PRIMARY KEY
    CONSTRAINT purchase_fact_sale_id_fkey REFERENCES sale,
  customer_id uuid NOT NULL CONSTRAINT purchase_fact_customer_id_fkey REFERENCES customer,
  day date NOT NULL,
  confirmed_at timestamptz NOT NULL,
  total numeric(12, 2) NOT NULL CONSTRAINT purchase_fact_total_check CHECK (total >= 0),
  cents bigint NOT NULL GENERATED ALWAYS AS ((total * 100)::bigint) STORED,
  voided_at timestamptz
);

COMMENT ON COLUMN purchase_fact.day IS 'the shop''s day on which the sale was confirmed';
COMMENT ON COLUMN purchase_fact.cents IS
  'the total once more: whole numbers are compared and added several times faster than numeric';

-- All that a programme looks at, so that ten thousand purchases are read from the index alone.
CREATE INDEX purchase_fact_customer_id_idx
  ON purchase_fact (customer_id, day DESC, confirmed_at DESC, sale_id DESC)
  INCLUDE (cents, total) WHERE voided_at IS NULL;

INSERT INTO purchase_fact (sale_id, customer_id, day, confirmed_at, total, voided_at)
SELECT id, customer_id, (confirmed_at AT TIME ZONE '${zone}')::date, confirmed_at, total, voided_at
FROM sale
WHERE customer_id IS NOT NULL AND confirmed_at IS NOT NULL;

CREATE TABLE loyalty_program (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT loyalty_program_pkey PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  status text NOT NULL
    CONSTRAINT loyalty_program_status_check
    CHECK (status IN ('DRAFT', 'ACTIVE', 'PAUSED', 'ENDED')),
  stack_with_manual boolean NOT NULL,
  priority integer NOT NULL,
  valid_from date,
  valid_to date,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT loyalty_program_valid_to_check CHECK (valid_to >= valid_from)
);

CREATE UNIQUE INDEX loyalty_program_code_key ON loyalty_program (upper(code));
CREATE INDEX loyalty_program_active_idx ON loyalty_program (id) WHERE status = 'ACTIVE';

COMMENT ON COLUMN loyalty_program.version IS 'the one that new rewards are given by';

CREATE TABLE loyalty_program_version (
  program_id uuid NOT NULL
    CONSTRAINT loyalty_program_version_program_id_fkey REFERENCES loyalty_program,
  version integer NOT NULL
    CONSTRAINT loyalty_program_version_version_check CHECK (version >= 1),
  definition text NOT NULL,
  sha256 text NOT NULL
    CONSTRAINT loyalty_program_version_sha256_check
    CHECK (sha256 = encode(sha256(convert_to(definition, 'UTF8')), 'hex')),
  created_by integer CONSTRAINT loyalty_program_version_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT loyalty_program_version_pkey PRIMARY KEY (program_id, version)
);

COMMENT ON COLUMN loyalty_program_version.definition IS
  'rule, benefit, limits and funding as JSON with sorted keys and no blanks: what sha256 is taken of';

CREATE TRIGGER loyalty_program_version_append_only
  BEFORE UPDATE OR DELETE ON loyalty_program_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER loyalty_program_version_no_truncate BEFORE TRUNCATE ON loyalty_program_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE loyalty_program_use (
  program_id uuid NOT NULL
    CONSTRAINT loyalty_program_use_pkey PRIMARY KEY
    CONSTRAINT loyalty_program_use_program_id_fkey REFERENCES loyalty_program,
  uses bigint NOT NULL DEFAULT 0
    CONSTRAINT loyalty_program_use_uses_check CHECK (uses >= 0),
  discount numeric(18, 2) NOT NULL DEFAULT 0
    CONSTRAINT loyalty_program_use_discount_check CHECK (discount >= 0)
);

COMMENT ON TABLE loyalty_program_use IS
  'Sums of the events, kept by the trigger on them. The row''s lock decides who gets the last slot.';

-- Every programme has a counter from the start, so that there is always a row to lock.
CREATE FUNCTION start_loyalty_use() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO loyalty_program_use (program_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER loyalty_program_use_start AFTER INSERT ON loyalty_program
  FOR EACH ROW EXECUTE FUNCTION start_loyalty_use();

CREATE TABLE loyalty_event (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT loyalty_event_pkey PRIMARY KEY,
  kind text NOT NULL
    CONSTRAINT loyalty_event_kind_check CHECK (kind IN ('REDEEMED', 'REVERSED', 'EXCEPTION')),
  redemption_id uuid NOT NULL,
  program_id uuid NOT NULL,
  version integer NOT NULL,
  customer_id uuid NOT NULL CONSTRAINT loyalty_event_customer_id_fkey REFERENCES customer,
  sale_id uuid NOT NULL CONSTRAINT loyalty_event_sale_id_fkey REFERENCES sale,
  purchase_id uuid CONSTRAINT loyalty_event_purchase_id_fkey REFERENCES purchase_fact,
  discount numeric(12, 2) NOT NULL,
  counted uuid[] NOT NULL DEFAULT '{}',
  details json NOT NULL,
  day date NOT NULL,
  created_by integer CONSTRAINT loyalty_event_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT loyalty_event_version_fkey
    FOREIGN KEY (program_id, version) REFERENCES loyalty_program_version,
  CONSTRAINT loyalty_event_purchase_check CHECK ((purchase_id IS NOT NULL) = (kind = 'EXCEPTION')),
  CONSTRAINT loyalty_event_discount_check CHECK (
    CASE kind WHEN 'REDEEMED' THEN discount > 0 WHEN 'REVERSED' THEN discount < 0
      ELSE discount = 0 END)
);

COMMENT ON COLUMN loyalty_event.sale_id IS 'the sale that had the reward';
COMMENT ON COLUMN loyalty_event.purchase_id IS
  'of an exception: the purchase that was voided after the reward had counted it';
COMMENT ON COLUMN loyalty_event.discount IS 'positive: given; negative: taken back';
COMMENT ON COLUMN loyalty_event.counted IS
  'of a redemption: every purchase that its conditions counted, newest first';

CREATE UNIQUE INDEX loyalty_event_once_key ON loyalty_event (redemption_id, kind)
  WHERE kind <> 'EXCEPTION';
CREATE UNIQUE INDEX loyalty_event_exception_key ON loyalty_event (redemption_id, purchase_id)
  WHERE kind = 'EXCEPTION';
CREATE INDEX loyalty_event_customer_id_idx ON loyalty_event (customer_id, id DESC);
CREATE INDEX loyalty_event_exception_day_idx ON loyalty_event (day) WHERE kind = 'EXCEPTION';

CREATE TABLE loyalty_redemption (
  id uuid NOT NULL CONSTRAINT loyalty_redemption_pkey PRIMARY KEY,
  program_id uuid NOT NULL,
  version integer NOT NULL,
  customer_id uuid NOT NULL CONSTRAINT loyalty_redemption_customer_id_fkey REFERENCES customer,
  sale_id uuid NOT NULL
    CONSTRAINT loyalty_redemption_sale_id_key UNIQUE
    CONSTRAINT loyalty_redemption_sale_id_fkey REFERENCES sale,
  discount numeric(12, 2) NOT NULL,
  state text NOT NULL
    CONSTRAINT loyalty_redemption_state_check CHECK (state IN ('REDEEMED', 'REVERSED')),
  day date NOT NULL,
  redeemed_at timestamptz NOT NULL,
  reversed_at timestamptz,
  exceptions integer NOT NULL DEFAULT 0,
  CONSTRAINT loyalty_redemption_version_fkey
    FOREIGN KEY (program_id, version) REFERENCES loyalty_program_version,
  CONSTRAINT loyalty_redemption_reversed_check
    CHECK ((reversed_at IS NOT NULL) = (state = 'REVERSED'))
);

COMMENT ON TABLE loyalty_redemption IS 'What the events come to, kept by the trigger on them.';

CREATE INDEX loyalty_redemption_list_idx ON loyalty_redemption (redeemed_at DESC, id DESC);
CREATE INDEX loyalty_redemption_day_idx ON loyalty_redemption (day, program_id);
CREATE INDEX loyalty_redemption_program_id_idx ON loyalty_redemption (program_id, id DESC);
CREATE INDEX loyalty_redemption_slot_idx ON loyalty_redemption (customer_id, program_id, day)
  WHERE state = 'REDEEMED';

-- The only writer of redemptions and of the programmes' counters.
CREATE FUNCTION move_loyalty() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  CASE NEW.kind
    WHEN 'REDEEMED' THEN
      INSERT INTO loyalty_redemption
        (id, program_id, version, customer_id, sale_id, discount, state, day, redeemed_at)
      VALUES (NEW.redemption_id, NEW.program_id, NEW.version, NEW.customer_id, NEW.sale_id,
        NEW.discount, 'REDEEMED', NEW.day, NEW.created_at);
      UPDATE loyalty_program_use SET uses = uses + 1, discount = discount + NEW.discount
      WHERE program_id = NEW.program_id;
    WHEN 'REVERSED' THEN
      UPDATE loyalty_redemption SET state = 'REVERSED', reversed_at = NEW.created_at
      WHERE id = NEW.redemption_id;
      UPDATE loyalty_program_use SET uses = uses - 1, discount = discount + NEW.discount
      WHERE program_id = NEW.program_id;
    WHEN 'EXCEPTION' THEN
      UPDATE loyalty_redemption SET exceptions = exceptions + 1 WHERE id = NEW.redemption_id;
  END CASE;
  RETURN NULL;
END
$$;

CREATE TRIGGER loyalty_event_move AFTER INSERT ON loyalty_event
  FOR EACH ROW EXECUTE FUNCTION move_loyalty();
CREATE TRIGGER loyalty_event_append_only BEFORE UPDATE OR DELETE ON loyalty_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER loyalty_event_no_truncate BEFORE TRUNCATE ON loyalty_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
