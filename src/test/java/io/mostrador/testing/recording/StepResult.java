package io.mostrador.testing.recording;

import java.util.List;

/** What differs between the recorded and the given answer of one step; steps count from 1. */
public record StepResult(int number, String name, List<String> problems) {

  public StepResult {
    problems = List.copyOf(problems);
  }

  public boolean matches() {
    return problems.isEmpty();
  }
}
