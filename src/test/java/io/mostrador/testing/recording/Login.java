package io.mostrador.testing.recording;

/** What a user logs in with. */
record Login(String username, String password) {}
