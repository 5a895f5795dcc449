package io.mostrador.platform.mail;

/** A plain text for one person. */
public record Mail(String to, String subject, String text) {}
