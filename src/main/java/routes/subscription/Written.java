package routes.subscription;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Link;

/** How some values of a subscription are written, in an answer and in the store. */
final class Written {
    private static final String HOLD = "hold";
    private static final String DROP = "drop";

    private Written() {}

    static final class ToLink extends StdConverter<String, Link> {
        @Override
        public Link convert(String strategyId) {
            return new Link(strategyId, InformStrategy.COLLECTION);
        }
    }

    static final class FromLink extends StdConverter<Link, String> {
        @Override
        public String convert(Link link) {
            return link.id();
        }
    }

    static final class FromHold extends StdConverter<Boolean, String> {
        @Override
        public String convert(Boolean hold) {
            return hold ? HOLD : DROP;
        }
    }

    static final class ToHold extends StdConverter<String, Boolean> {
        @Override
        public Boolean convert(String outside) {
            return !DROP.equals(outside);
        }
    }

    static final class EmptyIsNull extends StdConverter<String, @Nullable String> {
        @Override
        public @Nullable String convert(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    static final class NoneIsNull extends StdConverter<Map<String, String>, @Nullable Map<String, String>> {
        @Override
        public @Nullable Map<String, String> convert(Map<String, String> all) {
            return all.isEmpty() ? null : all;
        }
    }

    static final class FromZone extends StdConverter<ZoneId, String> {
        @Override
        public String convert(ZoneId zone) {
            return zone.getId();
        }
    }

    static final class ToZone extends StdConverter<String, ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "it is no time zone; write one such as Asia/Shanghai, UTC or +08:00", e);
            }
        }
    }
}
