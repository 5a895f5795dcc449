package io.mostrador.domain.loyalty;

/** Who bears a reward; the names are the contract's. */
public enum Funding {
  /** Investor and store both earn less. */
  SHARED,
  /** The store alone: an investor gets what the sale would have given without the reward. */
  STORE
}
