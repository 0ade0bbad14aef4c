package routes.extension.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.alarm.XmlTree;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/** A token in one of the places where the source can put one. */
public record TokenAuth(List<Place> places) implements SourceAuth {
    /** The places of every endpoint: {@code Authorization} in any form, {@code X-Veaiops-Token}, {@code ?token=}. */
    public static final TokenAuth USUAL =
            new TokenAuth(ApiRequest.TOKEN_PLACES.stream().map(Place::of).toList());

    public TokenAuth {
        places = List.copyOf(places);
    }

    /** Where a token may be, in the words of the mapping file. */
    public record Place(String words, Function<ApiRequest, List<String>> tokens) {
        private static final String GRAMMAR =
                "\"authorization\", \"bearer\", \"header <name> [<scheme>]\", \"query <name>\" or \"body </json/pointer>\"";

        /** @throws IllegalArgumentException naming the grammar */
        public static Place of(String words) {
            return of(words, BodyKind.JSON);
        }

        /**
         * @param body how a pointer reads the body
         * @throws IllegalArgumentException naming the grammar
         */
        static Place of(String words, BodyKind body) {
            String[] parts = words.strip().split("\\s+");
            if (parts.length == 1 && parts[0].equals("authorization")) {
                return new Place(words, ApiRequest::authorizationTokens);
            }
            if (parts.length == 1 && parts[0].equals("bearer")) {
                return one(words, ApiRequest::bearerToken);
            }
            if (parts.length == 2 && parts[0].equals("header")) {
                return one(words, request -> request.header(parts[1]));
            }
            if (parts.length == 3 && parts[0].equals("header")) {
                return one(words, request -> request.header(parts[1]).flatMap(value -> after(parts[2], value)));
            }
            if (parts.length == 2 && parts[0].equals("query")) {
                return one(words, request -> request.query(parts[1]));
            }
            if (parts.length == 2 && parts[0].equals("body")) {
                JsonPointer pointer = JsonPointer.compile(parts[1]);
                return one(words, request -> at(pointer, body, request));
            }
            throw new IllegalArgumentException("\"" + words + "\" is no place for a token: " + GRAMMAR);
        }

        private static Place one(String words, Function<ApiRequest, Optional<String>> token) {
            return new Place(words, request -> token.apply(request).stream().toList());
        }

        /** The parameter of the query that holds the token. */
        Optional<String> parameter() {
            String[] parts = words.strip().split("\\s+");
            return parts[0].equals("query") ? Optional.of(parts[1]) : Optional.empty();
        }

        boolean inBody() {
            return words.strip().startsWith("body ");
        }

        /** The field of the view that holds the token; of a pointer its last name. */
        private Optional<String> fieldSeen(RequestView view) {
            String[] parts = words.strip().split("\\s+");
            if (inBody()) {
                return lastName(JsonPointer.compile(parts[1]));
            }
            String part = parts.length == 1 ? "header Authorization" : parts[0] + ' ' + parts[1];
            return view.named(part);
        }

        private static Optional<String> lastName(JsonPointer pointer) {
            Optional<String> last = Optional.empty();
            for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
                last = step.mayMatchElement() ? last : Optional.of(step.getMatchingProperty());
            }
            return last;
        }

        private static Optional<String> after(String scheme, String header) {
            boolean announced = header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1);
            return announced ? Optional.of(header.substring(scheme.length() + 1).strip()) : Optional.empty();
        }

        /** A body that cannot be read holds no token. */
        private static Optional<String> at(JsonPointer pointer, BodyKind body, ApiRequest request) {
            try {
                JsonNode found = body.tree(request).at(pointer);
                return Optional.of(body == BodyKind.XML ? XmlTree.text(found) : found)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue);
            } catch (RefusedRequest e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public String setting() {
        return "token";
    }

    @Override
    public boolean configured(SourceSecrets secrets) {
        return secrets.tokens().configured() || !secrets.openNetworks().isEmpty();
    }

    @Override
    public boolean readsHead() {
        return !places.stream().allMatch(Place::inBody);
    }

    @Override
    public boolean readsBody() {
        return places.stream().anyMatch(Place::inBody);
    }

    @Override
    public Set<String> fieldsSeen(RequestView view) {
        return places.stream().flatMap(place -> place.fieldSeen(view).stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> parameters() {
        return places.stream().flatMap(place -> place.parameter().stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void require(ApiRequest request, SourceSecrets secrets) {
        if (secrets.openNetworks().contains(request.address())) {
            return;
        }
        secrets.tokens()
                .require(
                        places.stream()
                                .flatMap(place -> place.tokens().apply(request).stream())
                                .toList(),
                        places.stream().map(Place::words).toList());
    }
}
