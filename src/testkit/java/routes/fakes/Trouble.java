package routes.fakes;

import java.util.Optional;

/** What a fake platform answers in place of its own answer, for a number of calls that a test may take back. */
final class Trouble {
    private PlatformAnswer answer;
    private int times;

    synchronized void set(int calls, PlatformAnswer instead) {
        times = calls;
        answer = instead;
    }

    synchronized Optional<PlatformAnswer> take() {
        return times-- > 0 ? Optional.of(answer) : Optional.empty();
    }
}
