-- Versions of what people edit, so that nobody overwrites a change they have not seen; and an audit
-- that is quick to search, quick to verify, and guarded where it was not.

-- Counts the changes of a row. A version is of the row alone: what sales do to stock, balances and
-- credit is elsewhere and leaves it.
CREATE FUNCTION next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

ALTER TABLE product ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE app_user ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE fixed_expense_template ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE expense ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE investor ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE layaway ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE TRIGGER product_version BEFORE UPDATE ON product
  FOR EACH ROW EXECUTE FUNCTION next_version();
-- Not of the password: a login may renew its hash, and nobody is shown it.
CREATE TRIGGER app_user_version
  BEFORE UPDATE OF username, email, first_name, last_name, role, is_active, pin_hash ON app_user
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER fixed_expense_template_version BEFORE UPDATE ON fixed_expense_template
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER expense_version BEFORE UPDATE ON expense
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER investor_version BEFORE UPDATE ON investor
  FOR EACH ROW EXECUTE FUNCTION next_version();
CREATE TRIGGER layaway_version BEFORE UPDATE ON layaway
  FOR EACH ROW EXECUTE FUNCTION next_version();

CREATE OR REPLACE VIEW product_detail AS
SELECT
  p.id, p.sku, p.name, p.default_price, p.cost_price,
  p.brand_id, b.name AS brand_name,
  p.product_type_id, t.name AS product_type_name,
  p.brand_label, p.product_type_label, p.is_active,
  coalesce(s.on_hand, 0) AS stock,
  greatest(coalesce(s.on_hand, 0) - coalesce(owned.unsold, 0), 0) AS investor_assignable_qty,
  product_images(p.id) AS images,
  p.created_at, p.updated_at, p.version
FROM product p
LEFT JOIN brand b ON b.id = p.brand_id
LEFT JOIN product_type t ON t.id = p.product_type_id
LEFT JOIN product_stock s ON s.product_id = p.id
LEFT JOIN LATERAL (
  SELECT sum(a.qty_assigned - a.qty_sold) AS unsold
  FROM investor_assignment a
  WHERE a.product_id = p.id AND a.qty_sold < a.qty_assigned
) owned ON true;

CREATE OR REPLACE VIEW layaway_detail AS
SELECT
  l.id, l.customer_id, c.phone AS customer_phone, c.phone_normalized AS customer_phone_normalized,
  c.name AS customer_name, c.notes AS customer_notes, c.created_at AS customer_created_at,
  c.updated_at AS customer_updated_at, coalesce(cc.balance, 0) AS customer_credit_balance,
  l.status, l.status_rank, l.subtotal, l.total, l.amount_paid, l.expires_at, l.notes,
  l.settled_sale_id, l.created_by, l.created_at, l.updated_at, l.version
FROM layaway l
JOIN customer c ON c.id = l.customer_id
LEFT JOIN customer_credit cc ON cc.customer_id = l.customer_id;

ALTER TABLE idempotency_key ADD COLUMN revision text;

COMMENT ON COLUMN idempotency_key.revision IS 'of the thing that the answer shows, for its ETag';

-- Each filter of the list has the list's order behind it.
DROP INDEX audit_log_entity_idx;
CREATE INDEX audit_log_created_at_idx ON audit_log (created_at, id);
CREATE INDEX audit_log_action_idx ON audit_log (action text_pattern_ops, created_at, id);
CREATE INDEX audit_log_entity_type_idx ON audit_log (entity_type, created_at, id);
CREATE INDEX audit_log_entity_id_idx ON audit_log (entity_id, created_at, id);
CREATE INDEX audit_log_actor_id_idx ON audit_log (actor_id, created_at, id);

ALTER TABLE audit_log ADD CONSTRAINT audit_log_sealed_check
  CHECK ((sequence IS NULL) = (hash IS NULL));

-- What a record's seal is, after the seal `before` it.
CREATE FUNCTION audit_hash(before bytea, sequence bigint, record audit_log) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(before || convert_to(sequence::text || '|' || audit_text(record), 'UTF8'));

ALTER TABLE audit_head ADD COLUMN logged_on date;

COMMENT ON COLUMN audit_head.logged_on IS 'the day for which a node has written the head to its log';

-- A record that came sealed would be a link that nobody forged in order.
CREATE FUNCTION refuse_sealed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log takes unsealed records only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_log_unsealed BEFORE INSERT ON audit_log
  FOR EACH ROW WHEN (NEW.sequence IS NOT NULL OR NEW.hash IS NOT NULL)
  EXECUTE FUNCTION refuse_sealed();

-- The head only moves on: without it nothing would be sealed any more, and moved back it would hide
-- that the chain's end is gone.
CREATE FUNCTION guard_audit_head() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence < OLD.sequence
    OR (NEW.sequence = OLD.sequence) <> (NEW.hash = OLD.hash) THEN
    RAISE EXCEPTION 'audit_head only moves on' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER audit_head_guard BEFORE UPDATE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION guard_audit_head();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
