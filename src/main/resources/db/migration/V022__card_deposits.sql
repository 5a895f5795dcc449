-- What cards cost, by the day of the sale, and what the bank paid of each card payment.

-- Append-only: what was ticked off by mistake is taken back by another entry of the opposite amount.
CREATE TABLE card_deposit (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT card_deposit_pkey PRIMARY KEY,
  payment_id uuid NOT NULL CONSTRAINT card_deposit_payment_id_fkey REFERENCES sale_payment,
  deposited_amount numeric(12, 2) NOT NULL
    CONSTRAINT card_deposit_deposited_amount_check
    CHECK (deposited_amount BETWEEN -9999999999.99 AND 9999999999.99),
  deposited_on date NOT NULL,
  reference text NOT NULL,
  undoes uuid
    CONSTRAINT card_deposit_undoes_key UNIQUE
    CONSTRAINT card_deposit_undoes_fkey REFERENCES card_deposit,
  recorded_by integer NOT NULL CONSTRAINT card_deposit_recorded_by_fkey REFERENCES app_user,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT card_deposit_sign_check CHECK (
    CASE WHEN undoes IS NULL THEN deposited_amount >= 0 ELSE deposited_amount <= 0 END)
);

CREATE INDEX card_deposit_payment_id_idx ON card_deposit (payment_id);

CREATE TRIGGER card_deposit_append_only BEFORE UPDATE OR DELETE ON card_deposit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER card_deposit_no_truncate BEFORE TRUNCATE ON card_deposit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of card payments only, so that others do not grow: what a report would have to look up in each
-- sale. Written by the statements that write, confirm and void the sale; `reconcile` compares.
ALTER TABLE sale_payment
  ADD COLUMN commission numeric(12, 2)
    GENERATED ALWAYS AS (
      CASE WHEN method = 'CARD' THEN round(amount * coalesce(commission_rate, 0), 2) END) STORED,
  ADD COLUMN cashier_id integer,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN voided_at timestamptz,
  ADD COLUMN deposit_id uuid CONSTRAINT sale_payment_deposit_id_fkey REFERENCES card_deposit;

COMMENT ON COLUMN sale_payment.commission IS 'of a card payment; halves away from zero';
COMMENT ON COLUMN sale_payment.cashier_id IS 'the sale''s, of a card payment';
COMMENT ON COLUMN sale_payment.confirmed_at IS 'the sale''s, of a card payment';
COMMENT ON COLUMN sale_payment.voided_at IS 'the sale''s, of a card payment';
COMMENT ON COLUMN sale_payment.deposit_id IS 'the entry that stands; null: not ticked off';

ALTER TABLE sale_profitability
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN voided_at timestamptz;

COMMENT ON COLUMN sale_profitability.confirmed_at IS 'the sale''s; so is voided_at';

UPDATE sale_payment p
SET cashier_id = s.cashier_id, confirmed_at = s.confirmed_at, voided_at = s.voided_at
FROM sale s
WHERE s.id = p.sale_id AND p.method = 'CARD';

UPDATE sale_profitability p
SET confirmed_at = s.confirmed_at, voided_at = s.voided_at
FROM sale s
WHERE s.id = p.sale_id;

-- A month's report reads nothing but these two.
CREATE INDEX sale_payment_card_confirmed_at_idx ON sale_payment (confirmed_at, id)
  INCLUDE (amount, commission, card_plan_code, card_plan_label, card_instrument,
    installments_months, cashier_id, deposit_id)
  WHERE method = 'CARD' AND confirmed_at IS NOT NULL AND voided_at IS NULL;
CREATE INDEX sale_profitability_commission_idx ON sale_profitability (confirmed_at)
  INCLUDE (commission)
  WHERE commission <> 0 AND voided_at IS NULL;

CREATE INDEX sale_payment_card_voided_at_idx ON sale_payment (voided_at, id)
  WHERE method = 'CARD' AND voided_at IS NOT NULL;
