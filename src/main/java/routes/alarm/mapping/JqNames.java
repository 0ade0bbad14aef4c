package routes.alarm.mapping;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be named at a place of a program: functions as {@code name/2}, variables as {@code $name}, labels as {@code *name}.
 *
 * @param outer what may be named around it
 */
record JqNames(@Nullable JqNames outer, Set<String> own) {
    static JqNames of(Set<String> own) {
        return new JqNames(null, own);
    }

    JqNames with(Set<String> more) {
        return more.isEmpty() ? this : new JqNames(this, more);
    }

    boolean has(String name) {
        return own.contains(name) || outer != null && outer.has(name);
    }

    Stream<String> all() {
        return outer == null ? own.stream() : Stream.concat(own.stream(), outer.all());
    }
}
