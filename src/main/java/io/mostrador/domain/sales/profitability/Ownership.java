package io.mostrador.domain.sales.profitability;

/** Whose goods were sold; the names are the contract's. */
public enum Ownership {
  STORE,
  INVESTOR
}
