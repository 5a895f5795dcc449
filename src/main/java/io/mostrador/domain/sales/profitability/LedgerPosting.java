package io.mostrador.domain.sales.profitability;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What an investor's ledger and assignment have to be told about units sold.
 *
 * @param qty by how much the assignment's sold units grow
 * @param cost what turns from inventory into capital, from 0
 * @param profitShare what is added to the profit; 0 where there is none
 */
public record LedgerPosting(
    UUID investor,
    UUID assignment,
    UUID product,
    BigDecimal qty,
    BigDecimal cost,
    BigDecimal profitShare) {}
