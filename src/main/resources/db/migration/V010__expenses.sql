-- What the shop spends: templates of what comes every month, and the expenses themselves.

CREATE TABLE fixed_expense_template (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT fixed_expense_template_pkey PRIMARY KEY,
  name text COLLATE "es-MX-x-icu" NOT NULL,
  category text COLLATE "es-MX-x-icu" NOT NULL,
  default_amount numeric(12, 2) NOT NULL
    CONSTRAINT fixed_expense_template_default_amount_check
    CHECK (default_amount > 0 AND default_amount <= 9999999999.99),
  description text NOT NULL DEFAULT '',
  charge_day integer NOT NULL DEFAULT 1
    CONSTRAINT fixed_expense_template_charge_day_check CHECK (charge_day BETWEEN 1 AND 28),
  is_active boolean NOT NULL DEFAULT true,
  notes text NOT NULL DEFAULT '',
  created_by integer CONSTRAINT fixed_expense_template_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE expense (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT expense_pkey PRIMARY KEY,
  category text COLLATE "es-MX-x-icu" NOT NULL,
  description text NOT NULL DEFAULT '',
  amount numeric(12, 2) NOT NULL
    CONSTRAINT expense_amount_check CHECK (amount > 0 AND amount <= 9999999999.99),
  expense_date date NOT NULL,
  expense_type text NOT NULL
    CONSTRAINT expense_expense_type_check CHECK (expense_type IN ('FIXED', 'VARIABLE')),
  status text NOT NULL
    CONSTRAINT expense_status_check CHECK (status IN ('PENDING', 'PAID', 'CANCELLED')),
  template_id uuid CONSTRAINT expense_template_id_fkey REFERENCES fixed_expense_template,
  due_date date,
  month_bucket date NOT NULL
    CONSTRAINT expense_month_bucket_check CHECK (extract(day FROM month_bucket) = 1),
  paid_at timestamptz,
  paid_by integer CONSTRAINT expense_paid_by_fkey REFERENCES app_user,
  created_by integer CONSTRAINT expense_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT expense_template_month_key UNIQUE (template_id, month_bucket),
  CONSTRAINT expense_template_check CHECK ((template_id IS NULL) = (expense_type = 'VARIABLE')),
  CONSTRAINT expense_paid_check CHECK ((paid_at IS NULL) = (status <> 'PAID'))
);

CREATE INDEX expense_month_bucket_idx
  ON expense (month_bucket DESC, expense_date DESC, created_at DESC, id DESC);
CREATE INDEX expense_paid_idx ON expense (expense_date) INCLUDE (amount) WHERE status = 'PAID';
