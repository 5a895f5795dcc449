-- Sums of past days and months, so that a report over years reads hundreds of rows, not millions.

-- How far the days are added up, and in whose days; its row lock lets one node add up at a time.
CREATE TABLE report_watermark (
  singleton boolean NOT NULL DEFAULT true
    CONSTRAINT report_watermark_pkey PRIMARY KEY
    CONSTRAINT report_watermark_singleton_check CHECK (singleton),
  zone text,
  next_day date
);

INSERT INTO report_watermark DEFAULT VALUES;

COMMENT ON COLUMN report_watermark.zone IS 'null until the first run; another zone has other days';
COMMENT ON COLUMN report_watermark.next_day IS 'the first day not added up; null until there are sales';

-- Sums are not rounded: what is shown is rounded once.
CREATE TABLE report_day (
  day date NOT NULL CONSTRAINT report_day_pkey PRIMARY KEY,
  sales bigint NOT NULL,
  total numeric NOT NULL,
  breakdowns bigint NOT NULL,
  rates numeric NOT NULL,
  fallbacks bigint NOT NULL,
  operating_cost numeric NOT NULL,
  investor_profit numeric NOT NULL,
  store_profit numeric NOT NULL,
  investor_revenue numeric NOT NULL,
  store_revenue numeric NOT NULL
);

CREATE TABLE report_day_cashier (
  day date NOT NULL,
  cashier_id integer NOT NULL,
  sales bigint NOT NULL,
  total numeric NOT NULL,
  CONSTRAINT report_day_cashier_pkey PRIMARY KEY (day, cashier_id)
);

CREATE TABLE report_day_payment (
  day date NOT NULL,
  method text NOT NULL,
  card_type text,
  card_instrument text,
  payments bigint NOT NULL,
  total numeric NOT NULL,
  CONSTRAINT report_day_payment_key UNIQUE NULLS NOT DISTINCT (day, method, card_type, card_instrument)
);

CREATE TABLE report_day_product (
  day date NOT NULL,
  product_id uuid NOT NULL,
  units numeric NOT NULL,
  amount numeric NOT NULL,
  cost numeric NOT NULL,
  CONSTRAINT report_day_product_pkey PRIMARY KEY (day, product_id)
);

-- Months all of whose days are added up.
CREATE TABLE report_month (month date NOT NULL CONSTRAINT report_month_pkey PRIMARY KEY);

CREATE TABLE report_month_product (
  month date NOT NULL,
  product_id uuid NOT NULL,
  units numeric NOT NULL,
  amount numeric NOT NULL,
  cost numeric NOT NULL,
  CONSTRAINT report_month_product_pkey PRIMARY KEY (month, product_id)
);

-- Sales that changed a day after it was added up, or may have: until it is added up again, reports
-- read that day's sales themselves.
CREATE TABLE report_stale (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT report_stale_pkey PRIMARY KEY,
  confirmed_at timestamptz NOT NULL
);

CREATE FUNCTION mark_report_stale() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_stale (confirmed_at) VALUES (NEW.confirmed_at);
  RETURN NULL;
END
$$;

CREATE TRIGGER sale_voided AFTER UPDATE ON sale
  FOR EACH ROW WHEN (OLD.status = 'CONFIRMED' AND NEW.status = 'VOID')
  EXECUTE FUNCTION mark_report_stale();

-- A day is added up an hour after its end, long after its last transaction; only a clock that was
-- turned back confirms a sale later than that.
CREATE TRIGGER sale_confirmed_late AFTER INSERT OR UPDATE ON sale
  FOR EACH ROW
  WHEN (NEW.status = 'CONFIRMED' AND NEW.confirmed_at < now() - interval '50 minutes')
  EXECUTE FUNCTION mark_report_stale();

CREATE FUNCTION add_up_days(days date[], zone text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM report_day WHERE day = ANY (days);
  DELETE FROM report_day_cashier WHERE day = ANY (days);
  DELETE FROM report_day_payment WHERE day = ANY (days);
  DELETE FROM report_day_product WHERE day = ANY (days);

  INSERT INTO report_day
  SELECT d.day, count(s.id), coalesce(sum(s.total), 0), count(p.sale_id),
    coalesce(sum(p.operating_cost_rate), 0),
    count(*) FILTER (WHERE p.operating_cost_source = 'FALLBACK_BASE'),
    coalesce(sum(p.operating_cost), 0), coalesce(sum(p.investor_profit), 0),
    coalesce(sum(p.store_profit), 0), coalesce(sum(r.investors), 0), coalesce(sum(r.store), 0)
  FROM unnest(days) AS d (day)
  LEFT JOIN sale s ON s.status = 'CONFIRMED'
    AND s.confirmed_at >= d.day::timestamp AT TIME ZONE zone
    AND s.confirmed_at < (d.day + 1)::timestamp AT TIME ZONE zone
  LEFT JOIN sale_profitability p ON p.sale_id = s.id
  LEFT JOIN LATERAL (
    SELECT sum(l.revenue) FILTER (WHERE l.investor_id IS NOT NULL) AS investors,
      sum(l.revenue) FILTER (WHERE l.investor_id IS NULL) AS store
    FROM sale_profitability_line l
    WHERE l.sale_id = s.id
  ) r ON true
  GROUP BY d.day;

  INSERT INTO report_day_cashier
  SELECT d.day, s.cashier_id, count(*), sum(s.total)
  FROM unnest(days) AS d (day)
  JOIN sale s ON s.status = 'CONFIRMED'
    AND s.confirmed_at >= d.day::timestamp AT TIME ZONE zone
    AND s.confirmed_at < (d.day + 1)::timestamp AT TIME ZONE zone
  GROUP BY d.day, s.cashier_id;

  INSERT INTO report_day_payment
  SELECT d.day, p.method, p.card_type, p.card_instrument, count(*), sum(p.amount)
  FROM unnest(days) AS d (day)
  JOIN sale s ON s.status = 'CONFIRMED'
    AND s.confirmed_at >= d.day::timestamp AT TIME ZONE zone
    AND s.confirmed_at < (d.day + 1)::timestamp AT TIME ZONE zone
  JOIN sale_payment p ON p.sale_id = s.id
  GROUP BY d.day, p.method, p.card_type, p.card_instrument;

  INSERT INTO report_day_product
  SELECT d.day, l.product_id, sum(l.qty),
    sum(l.qty * l.unit_price * (100 - l.discount_pct)) * 0.01 - sum(l.promotion_discount),
    sum(l.qty * l.unit_cost)
  FROM unnest(days) AS d (day)
  JOIN sale s ON s.status = 'CONFIRMED'
    AND s.confirmed_at >= d.day::timestamp AT TIME ZONE zone
    AND s.confirmed_at < (d.day + 1)::timestamp AT TIME ZONE zone
  JOIN sale_line l ON l.sale_id = s.id
  GROUP BY d.day, l.product_id;
END
$$;

-- The months that are complete and not added up yet, earliest first, one a call.
CREATE FUNCTION add_up_month(next_day date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  complete date;
BEGIN
  SELECT min(date_trunc('month', day)::date) INTO complete
  FROM report_day
  WHERE day < date_trunc('month', next_day)
    AND date_trunc('month', day)::date NOT IN (SELECT month FROM report_month);
  IF complete IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO report_month_product
  SELECT complete, product_id, sum(units), sum(amount), sum(cost)
  FROM report_day_product
  WHERE day >= complete AND day < complete + interval '1 month'
  GROUP BY product_id;
  INSERT INTO report_month VALUES (complete);
  RETURN true;
END
$$;

-- Adds up stale days again, else the next days that have ended, at most `most`, else a month;
-- answers whether there may be more to do. Does nothing while another node is at it.
CREATE FUNCTION add_up_reports(business_zone text, most integer) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  mark report_watermark;
  days date[];
  changes bigint[];
BEGIN
  SELECT * INTO mark FROM report_watermark FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF mark.zone IS DISTINCT FROM business_zone OR mark.next_day IS NULL THEN
    DELETE FROM report_day;
    DELETE FROM report_day_cashier;
    DELETE FROM report_day_payment;
    DELETE FROM report_day_product;
    DELETE FROM report_month;
    DELETE FROM report_month_product;
    UPDATE report_watermark
    SET zone = business_zone,
      next_day = (
        SELECT date_trunc('month', min(confirmed_at) AT TIME ZONE business_zone)::date
        FROM sale
        WHERE confirmed_at IS NOT NULL)
    RETURNING * INTO mark;
    IF mark.next_day IS NULL THEN
      RETURN false;
    END IF;
  END IF;

  SELECT array_agg(id) INTO changes FROM report_stale;
  SELECT array_agg(day) INTO days
  FROM (
    SELECT DISTINCT (confirmed_at AT TIME ZONE mark.zone)::date AS day
    FROM report_stale
    WHERE id = ANY (changes)
    ORDER BY day
    LIMIT most
  ) changed;
  IF days IS NOT NULL THEN
    IF days[1] < mark.next_day THEN
      DELETE FROM report_month WHERE month IN (SELECT date_trunc('month', unnest(days))::date);
      DELETE FROM report_month_product
      WHERE month IN (SELECT date_trunc('month', unnest(days))::date);
      PERFORM add_up_days(
        ARRAY(SELECT day FROM unnest(days) AS d (day)
          WHERE day BETWEEN (SELECT min(day) FROM report_day) AND mark.next_day - 1),
        mark.zone);
      IF days[1] < (SELECT min(day) FROM report_day) THEN
        -- sold before the first sale there was: begin anew
        UPDATE report_watermark SET next_day = NULL;
      END IF;
    END IF;
    DELETE FROM report_stale
    WHERE id = ANY (changes) AND (confirmed_at AT TIME ZONE mark.zone)::date = ANY (days);
    RETURN true;
  END IF;

  SELECT array_agg(day::date) INTO days
  FROM generate_series(
    mark.next_day,
    least(
      mark.next_day + most - 1,
      ((now() - interval '1 hour') AT TIME ZONE mark.zone)::date - 1),
    interval '1 day') AS ended (day);
  IF days IS NOT NULL THEN
    PERFORM add_up_days(days, mark.zone);
    UPDATE report_watermark SET next_day = days[cardinality(days)] + 1;
    RETURN true;
  END IF;
  RETURN add_up_month(mark.next_day);
END
$$;
