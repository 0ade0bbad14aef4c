package routes.http;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.account.Caller;
import routes.common.error.RefusedRequest;
import routes.common.security.TokenCheck;

/**
 * One HTTP request as a value. Its text names method and path only: query and headers may hold tokens.
 *
 * @param headers by lower-case name; the first value of each
 * @param query every value of every parameter, decoded
 * @param body as received; empty when there is none
 * @param requestId names this request in the answer and in the log
 * @param zone of times that name none
 * @param sender where it comes from
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        String requestId,
        ZoneId zone,
        Sender sender) {

    /** The exchange property that holds the request. */
    public static final String PROPERTY = "veaiopsRequest";

    /** Where the token of a source may be, in the words of mapping files; {@link #tokens} reads these places. */
    public static final List<String> TOKEN_PLACES = List.of("authorization", "header X-Veaiops-Token", "query token");

    private static final String TOKEN_PARAMETER = "token";

    /** One in which times that name no zone are UTC. */
    public ApiRequest(
            String method,
            String path,
            Map<String, String> pathParameters,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body,
            String requestId) {
        this(method, path, pathParameters, query, headers, body, requestId, ZoneOffset.UTC, Sender.UNKNOWN);
    }

    public ApiRequest {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The same request with another body. */
    ApiRequest withBody(byte[] whole) {
        return new ApiRequest(method, path, pathParameters, query, headers, whole, requestId, zone, sender);
    }

    /** The same request at another path, where the own one must not be written down. */
    public ApiRequest at(String other) {
        return new ApiRequest(method, other, pathParameters, query, headers, body, requestId, zone, sender);
    }

    /** The same request when its head was looked at. */
    ApiRequest from(Sender known) {
        return new ApiRequest(method, path, pathParameters, query, headers, body, requestId, zone, known);
    }

    /** Of the other end of the connection, which may be a proxy; empty when the request came by no connection. */
    public String address() {
        return sender.address();
    }

    /** One that came from an address. */
    ApiRequest from(String address) {
        return from(new Sender(address, sender.caller()));
    }

    /** Whether the head alone proved who sends it, so that nothing has to be proved again. */
    public boolean known() {
        return sender.caller() != null;
    }

    /** Who sends it, where the operation asks for a caller. */
    public Caller caller() {
        return Objects.requireNonNull(sender.caller(), "the operation asks for no caller");
    }

    /** The name of the caller as it stands in what it writes. */
    public String user() {
        return caller().signature();
    }

    /** A parameter that the path template has; anything else is a mistake in the route. */
    public String pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name))
                .orElseThrow(() -> new IllegalStateException("the path has no parameter " + name + ": " + path));
    }

    /** A path parameter that must be an id of 24 hex digits. */
    public String idParameter(String name) {
        return QueryValues.id(name, pathParameter(name));
    }

    /** All values of a repeated parameter; {@code name} and {@code name[]} mean the same, blank ones are ignored. */
    public List<String> queryAll(String name) {
        return Stream.of(name, name + "[]")
                .flatMap(key -> query.getOrDefault(key, List.of()).stream())
                .filter(value -> !value.isBlank())
                .toList();
    }

    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    /** The same, with times that name no zone read in this one. */
    public ApiRequest in(ZoneId zone) {
        return new ApiRequest(method, path, pathParameters, query, headers, body, requestId, zone, sender);
    }

    /** A point in time among the query parameters. */
    public Optional<Instant> instant(String name) {
        return query(name).map(text -> QueryValues.instant(name, text, zone));
    }

    /** The page of a list that grows with what happens. */
    public Page page() {
        return page(Page.DEFAULT_LIMIT, Page.MOST);
    }

    /** The page of a list that people write by hand. */
    public Page configurationPage() {
        return configurationPage(Page.DEFAULT_LIMIT);
    }

    /** @param unsaid the limit of a caller that names none */
    public Page configurationPage(int unsaid) {
        return page(unsaid, Page.MOST_OF_CONFIGURATION);
    }

    /**
     * @param unsaid the limit of a caller that names none
     * @param most a larger limit counts as this one
     */
    public Page page(int unsaid, int most) {
        return new Page(
                query("skip").map(text -> QueryValues.integer("skip", text)).orElse(0),
                query("limit")
                        .map(text -> QueryValues.integerUpTo("limit", text, most))
                        .orElse(unsaid));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Media type without parameters, lower case; empty when there is none. */
    public String contentType() {
        String value = header("content-type").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The JSON body.
     *
     * @throws RefusedRequest malformed (with the place) or with a field of the wrong type (with its name)
     */
    public <T> T json(Class<T> type) {
        return RequestJson.read(body, type, zone);
    }

    /** The fields of a form-encoded or multipart body; an empty form for other bodies. */
    public FormBody form() {
        return FormBody.read(header("content-type").orElse(""), body);
    }

    /** All values of every field of a form, whatever type is named; a type that names no form means the URL-encoded one. */
    public Map<String, List<String>> formValues() {
        return FormBody.announcedBy(contentType())
                ? form().values()
                : FormBody.read(FormBody.URL_ENCODED, body).values();
    }

    /** The charset that the content type names, if it does. */
    public Optional<Charset> namedCharset() {
        return BodyText.named(header("content-type").orElse(""));
    }

    /** The same request with another media type, in UTF-8, and body. */
    ApiRequest as(String mediaType, byte[] text) {
        Map<String, String> renamed = new HashMap<>(headers);
        renamed.put("content-type", mediaType);
        return new ApiRequest(method, path, pathParameters, query, renamed, text, requestId, zone, sender);
    }

    /** The tokens that the caller of an alarm endpoint presents, from every place where one may be. */
    public List<String> tokens() {
        return Stream.of(
                        authorizationTokens().stream(),
                        header("x-veaiops-token").stream(),
                        query(TOKEN_PARAMETER).stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** What the header Authorization may hold as a token: after Bearer or Token, as user or password, or by itself. */
    public List<String> authorizationTokens() {
        return header("authorization").map(TokenCheck::presented).orElse(List.of());
    }

    public Optional<String> bearerToken() {
        return header("authorization").flatMap(TokenCheck::bearer);
    }

    /**
     * Whose work it is: the caller's. Several people may hold the admin token of the settings, so with it a request may name one.
     */
    public String author(@Nullable String named) {
        boolean shared = caller().kind() == Caller.Kind.SETTINGS;
        return shared && named != null && !named.isBlank() ? named : user();
    }

    @Override
    public String toString() {
        return method + " " + path + " [" + requestId + "]";
    }
}
