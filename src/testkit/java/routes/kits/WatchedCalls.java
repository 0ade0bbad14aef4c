package routes.kits;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import routes.datasource.PlatformCall;
import routes.datasource.PlatformQuestion;

/** The calls of one process, at one of which something happens: the process ends, or the platform gets into trouble. */
public final class WatchedCalls implements PlatformCall {
    private final PlatformCall calls;
    private final AtomicInteger made = new AtomicInteger();
    private final Point point;
    private volatile @Nullable ProcessEnd end;

    public WatchedCalls(PlatformCall calls, Point point) {
        this.calls = calls;
        this.point = point;
    }

    /** Where a process is no more. */
    public static final class ProcessEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProcessEnd(String where) {
            super("the process ends " + where);
        }
    }

    /**
     * A place within the calls of a process.
     *
     * @param call from 1
     * @param answered whether it is after the answer came, not before the call is made
     */
    public record Point(int call, boolean answered, Runnable what) {
        public static final Point NEVER = new Point(0, false, () -> {});

        /** The process ends there. */
        static Point end(int call, boolean answered) {
            return new Point(call, answered, () -> {
                throw new ProcessEnd((answered ? "after" : "before") + " its call " + call);
            });
        }
    }

    @Override
    public <T> T ask(PlatformQuestion<T> question) {
        int number = made.incrementAndGet();
        reach(number, false);
        T answer = calls.ask(question);
        reach(number, true);
        return answer;
    }

    /** One that ended makes no more calls. */
    private void reach(int call, boolean answered) {
        if (end != null) {
            throw end;
        }
        if (call == point.call() && answered == point.answered()) {
            try {
                point.what().run();
            } catch (ProcessEnd ended) {
                end = ended;
                throw ended;
            }
        }
    }

    /** How many calls were begun. */
    public int made() {
        return made.get();
    }

    /** Whether what was to happen could happen. */
    public boolean reached() {
        return made.get() >= point.call();
    }
}
