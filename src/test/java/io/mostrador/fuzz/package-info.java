/**
 * Sends bad input to every operation of the contract and judges the answers; knows no operation by
 * name, so a new one is covered without a change here.
 */
package io.mostrador.fuzz;
