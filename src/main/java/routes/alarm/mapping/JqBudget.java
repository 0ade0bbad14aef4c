package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a jq program has left. It belongs to the thread that runs the program, which is stopped by an
 * exception where it stands: no other thread is needed, and none is left behind.
 */
final class JqBudget {
    private static final ThreadLocal<@Nullable JqBudget> CURRENT = new ThreadLocal<>();
    private static final int STEPS_BETWEEN_LOOKS = 64;
    private static final int DEEPEST = 1_000;
    private static final int EACH_VALUE = 4;
    private static final long MOST_WORK = 400_000_000;
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    /** This part of its time a program may still compute when the time has run out. */
    private static final int GRACE = 4;
    /** So many times its time it may take at the very most. */
    private static final int LONGEST = 10;

    private final JqLimits limits;
    private final long end;
    private int steps = STEPS_BETWEEN_LOOKS;
    private long work;
    private long graceEnd = -1;

    private JqBudget(JqLimits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /** Unchecked: jq's own {@code try} and {@code ?} catch the other kind, and would go on. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String reason) {
            super(reason, null, false, false);
        }
    }

    static JqBudget begin(JqLimits limits) {
        JqBudget budget = new JqBudget(limits);
        CURRENT.set(budget);
        return budget;
    }

    static void end() {
        CURRENT.remove();
    }

    static JqBudget current() {
        JqBudget budget = CURRENT.get();
        if (budget == null) {
            throw new IllegalStateException("a jq program runs without a budget");
        }
        return budget;
    }

    /** One evaluation of a part of the program. */
    void step() {
        if (--steps <= 0) {
            look();
        }
    }

    /** An evaluation that takes as long as so many others. */
    void steps(int count) {
        steps -= count;
        if (steps <= 0) {
            look();
        }
    }

    void look() {
        steps = STEPS_BETWEEN_LOOKS;
        long over = System.nanoTime() - end;
        if (over > 0 && !stoodStill(over)) {
            throw new Exceeded("the program takes longer than " + limits.time().toMillis() + " ms");
        }
    }

    /**
     * Whether the thread has hardly computed since its time ran out: it waited for a processor, or for the collector, and an
     * honest program must not be refused for that.
     */
    private boolean stoodStill(long over) {
        long time = limits.time().toNanos();
        long computed = PROCESSOR.getCurrentThreadCpuTime();
        if (computed < 0 || over > time * (LONGEST - 1)) {
            return false;
        }
        if (graceEnd < 0) {
            graceEnd = computed + time / GRACE;
        }
        return computed < graceEnd;
    }

    /** Comparisons or copies that happen where no step can be counted, all of one run together. */
    void work(long units) {
        work += units;
        if (work > MOST_WORK || work < 0) {
            throw new Exceeded("the program compares or copies too much");
        }
        look();
    }

    void results(int count) {
        if (count > limits.results()) {
            throw new Exceeded("more than " + limits.results() + " results");
        }
    }

    /** How many values one place holds together. */
    void held(int count) {
        if (count > limits.size() / EACH_VALUE) {
            throw tooLarge();
        }
    }

    void length(double characters) {
        if (characters > limits.size()) {
            throw tooLarge();
        }
    }

    /** A value that the program made. */
    void made(JsonNode value) {
        if (value.isTextual()) {
            length(value.textValue().length());
        } else if (value.isContainerNode()) {
            size(value);
        }
    }

    /** The size of a value; values that stand in it several times count each time. */
    int size(JsonNode value) {
        int left = left(value, limits.size(), 0);
        steps((limits.size() - left) >> 6);
        return limits.size() - left;
    }

    private int left(JsonNode value, int before, int depth) {
        int left = before - EACH_VALUE;
        if (value.isTextual()) {
            left -= value.textValue().length();
        } else if (depth > DEEPEST) {
            throw new Exceeded("a value is nested more than " + DEEPEST + " times");
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                left = left(item, left, depth + 1);
            }
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                left = left(field.getValue(), left - field.getKey().length(), depth + 1);
            }
        }
        if (left < 0) {
            throw tooLarge();
        }
        return left;
    }

    private Exceeded tooLarge() {
        return new Exceeded("the program makes a value larger than " + limits.size());
    }
}
