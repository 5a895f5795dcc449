-- What lists of tens of thousands of customers and layaways ask for.

-- A part of a name or of a phone, in the lists of customers, layaways and sales.
CREATE INDEX customer_search_idx ON customer
  USING gin (name gin_trgm_ops, phone gin_trgm_ops, phone_normalized gin_trgm_ops);
