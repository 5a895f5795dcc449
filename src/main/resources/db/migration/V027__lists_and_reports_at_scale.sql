-- What a million sales ask of lists and of the sums of past days.

-- Drafts and void sales are few among the confirmed ones.
CREATE INDEX sale_unusual_status_idx ON sale (status, created_at DESC, id DESC)
  WHERE status <> 'CONFIRMED';

-- Units again as whole numbers, which add up in a third of the time.
ALTER TABLE report_day_product
  ADD COLUMN hundredths bigint NOT NULL GENERATED ALWAYS AS ((units * 100)::bigint) STORED;
ALTER TABLE report_month_product
  ADD COLUMN hundredths bigint NOT NULL GENERATED ALWAYS AS ((units * 100)::bigint) STORED;

-- What a day's goods brought less their cost, so that nobody adds up all of its products for it.
ALTER TABLE report_day ADD COLUMN goods_profit numeric NOT NULL DEFAULT 0;

UPDATE report_day
SET goods_profit = goods.profit
FROM (SELECT day, sum(amount - cost) AS profit FROM report_day_product GROUP BY day) goods
WHERE report_day.day = goods.day;

ALTER TABLE report_day ALTER COLUMN goods_profit DROP DEFAULT;

-- Day by day, and planned for that very day: planned for any days, each of them joined all sales
-- with all their lines.
CREATE OR REPLACE FUNCTION add_up_days(days date[], zone text) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  one date;
  first timestamptz;
  after timestamptz;
BEGIN
  FOREACH one IN ARRAY days LOOP
    first := one::timestamp AT TIME ZONE zone;
    after := (one + 1)::timestamp AT TIME ZONE zone;
    DELETE FROM report_day WHERE day = one;
    DELETE FROM report_day_cashier WHERE day = one;
    DELETE FROM report_day_payment WHERE day = one;
    DELETE FROM report_day_product WHERE day = one;

    INSERT INTO report_day_product
    SELECT one, l.product_id, sum(l.qty),
      sum(l.qty * l.unit_price * (100 - l.discount_pct)) * 0.01 - sum(l.promotion_discount),
      sum(l.qty * l.unit_cost)
    FROM sale s
    JOIN sale_line l ON l.sale_id = s.id
    WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= first AND s.confirmed_at < after
    GROUP BY l.product_id;

    INSERT INTO report_day
    SELECT one, count(*), coalesce(sum(s.total), 0), count(p.sale_id),
      coalesce(sum(p.operating_cost_rate), 0),
      count(*) FILTER (WHERE p.operating_cost_source = 'FALLBACK_BASE'),
      coalesce(sum(p.operating_cost), 0), coalesce(sum(p.investor_profit), 0),
      coalesce(sum(p.store_profit), 0), coalesce(sum(r.investors), 0), coalesce(sum(r.store), 0),
      (SELECT coalesce(sum(amount - cost), 0) FROM report_day_product WHERE day = one)
    FROM sale s
    LEFT JOIN sale_profitability p ON p.sale_id = s.id
    LEFT JOIN LATERAL (
      SELECT sum(l.revenue) FILTER (WHERE l.investor_id IS NOT NULL) AS investors,
        sum(l.revenue) FILTER (WHERE l.investor_id IS NULL) AS store
      FROM sale_profitability_line l
      WHERE l.sale_id = s.id
    ) r ON true
    WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= first AND s.confirmed_at < after;

    INSERT INTO report_day_cashier
    SELECT one, cashier_id, count(*), sum(total)
    FROM sale
    WHERE status = 'CONFIRMED' AND confirmed_at >= first AND confirmed_at < after
    GROUP BY cashier_id;

    INSERT INTO report_day_payment
    SELECT one, p.method, p.card_type, p.card_instrument, count(*), sum(p.amount)
    FROM sale s
    JOIN sale_payment p ON p.sale_id = s.id
    WHERE s.status = 'CONFIRMED' AND s.confirmed_at >= first AND s.confirmed_at < after
    GROUP BY p.method, p.card_type, p.card_instrument;
  END LOOP;
END
$$;

-- No id made at this instant or later is smaller.
CREATE FUNCTION first_uuidv7(instant timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '70008000000000000000'
)::uuid;
