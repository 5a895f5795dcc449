/** The business, one package a domain, all alike inside. */
package io.mostrador.domain;
