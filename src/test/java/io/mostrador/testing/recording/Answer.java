package io.mostrador.testing.recording;

import com.fasterxml.jackson.databind.JsonNode;

/** The status and the JSON body of one answer; no body is JSON null. */
record Answer(int status, JsonNode body) {}
