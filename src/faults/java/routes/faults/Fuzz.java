package routes.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import routes.e2e.Hub;

/** Makes requests: each is determined by the seed, its number and the ids that earlier answers named. */
final class Fuzz {
    static final String SIGNING_SECRET = "fuzz-signing-secret-71c2";
    private static final int MOST_IDS = 300;
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
    private static final List<String> PROVIDERS =
            List.of("lark", "slack", "dingtalk", "wechat", "webhook", "teams", "x");
    private static final List<String> TYPES = List.of("zabbix", "aliyun", "volcengine", "prometheus", "Zabbix", "x");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X");
    private static final List<String> ODD_PARTS = List.of(
            "%00",
            "..",
            "%2e%2e",
            "a%2Fb",
            "%ff%fe",
            "%E4%B8%AD",
            "*",
            "a;b=c",
            "%25",
            "%7B%7D",
            "a".repeat(900),
            "-1",
            ".",
            "000000000000000000000000",
            "__proto__",
            "%",
            "%zz",
            "$%7Bx%7D",
            "+",
            "'\"");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/json;charset=x-none",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=GBK",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "application/cloudevents+json",
            "text/xml",
            "application/cloudevents-batch+json",
            "a",
            "/",
            "application/json; charset=\"",
            "text/csv",
            "*/*",
            "");
    private static final List<String> ODD_HEADERS = List.of(
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Expect: 100-continue",
            "Accept: image/png",
            "Range: bytes=0-1",
            "Accept: ;q=x",
            "x-request-id: \u00ff\u00fe",
            "x-request-id: a b",
            "CamelHttpUri: http://127.0.0.1:1",
            "CamelHttpMethod: DELETE",
            "X-HTTP-Method-Override: DELETE",
            "Cookie: a=b; c",
            "Authorization: Basic !!!",
            "Authorization: Bearer",
            "X-Forwarded-For: 1.2.3.4",
            "Upgrade: h2c",
            "Connection: Upgrade",
            "If-None-Match: *",
            "ce-specversion: 1.0",
            "ce-id: \u0001",
            "x-volc-trace-id: t",
            "webhook-id: m",
            "X-Long: " + "x".repeat(7000));
    private static final List<String> BROKEN = List.of(
            "GET http://other.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /healthz HTTP/1.0\r\n\r\n",
            "GET  /healthz HTTP/1.1\r\n\r\n",
            "\u0000\u0001\u0002\r\n\r\n",
            "GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n",
            "POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(30000) + "\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nno colon\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nA\u0000B: c\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private final FuzzSurface surface = new FuzzSurface();
    private final FuzzBodies bodies = new FuzzBodies(surface);
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private final long seed;

    /**
     * One request as it goes over the wire.
     *
     * @param whole whether it keeps to HTTP, so that there must be an answer
     */
    record Request(int number, String method, String path, byte[] bytes, boolean whole) {
        /** What a person needs to see of it. */
        String shown() {
            int length = Math.min(bytes.length, 900);
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            return number + ": " + text.replaceAll("[\\p{Cntrl}&&[^\r\n]]", "?");
        }
    }

    Fuzz(long seed) {
        this.seed = seed;
    }

    Request request(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        if (random.nextInt(100) == 0) {
            String text = BROKEN.get(random.nextInt(BROKEN.size()));
            return new Request(number, "", "", text.getBytes(StandardCharsets.ISO_8859_1), false);
        }
        FuzzSurface.Operation operation = surface.any(random);
        String method = random.nextInt(10) > 0 ? operation.method() : METHODS.get(random.nextInt(METHODS.size()));
        String path = path(operation.path(), random) + query(operation, random);
        byte[] body = method.equals("GET") && random.nextInt(10) > 0 ? new byte[0] : bodies.of(operation, random);
        return new Request(number, method, operation.path(), whole(method + " " + path, body, operation, random), true);
    }

    /** Ids that answers name are asked for later. */
    void learn(String answer) {
        Matcher found = ID.matcher(answer);
        for (int i = 0; i < 3 && found.find(); i++) {
            ids.add(found.group());
        }
        while (ids.size() > MOST_IDS) {
            ids.poll();
        }
    }

    private byte[] whole(String line, byte[] right, FuzzSurface.Operation operation, Random random) {
        List<String> head = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: hub"));
        byte[] body = right;
        if (random.nextInt(8) > 0) {
            head.add("Authorization: Bearer " + Hub.ADMIN_TOKEN);
            head.add("X-Veaiops-Token: " + Hub.ALARM_TOKEN);
        }
        head.add("Content-Type: " + contentType(operation, random));
        if (random.nextInt(4) == 0) {
            head.add(ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())));
        }
        if (random.nextInt(20) == 0) {
            head.add("Content-Encoding: gzip");
            body = FuzzBodies.gzipped(body);
        }
        head.addAll(signatures(operation.path(), body));
        boolean chunked = random.nextInt(10) == 0;
        head.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
        byte[] first = (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return joined(first, chunked ? chunked(body) : body);
    }

    private static String contentType(FuzzSurface.Operation operation, Random random) {
        if (random.nextInt(5) == 0) {
            return CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()));
        }
        return operation.path().contains("aliyun") ? "application/x-www-form-urlencoded" : "application/json";
    }

    private static List<String> signatures(String path, byte[] body) {
        String now = Long.toString(Instant.now().getEpochSecond());
        if (path.contains("sentry")) {
            return List.of("Sentry-Hook-Signature: " + hmac(body));
        }
        byte[] timed = joined(("v0:" + now + ":").getBytes(StandardCharsets.UTF_8), body);
        return path.contains("{provider}")
                ? List.of("X-Slack-Request-Timestamp: " + now, "X-Slack-Signature: v0=" + hmac(timed))
                : List.of();
    }

    private static String hmac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private String path(String template, Random random) {
        return PARAMETER.matcher(template).replaceAll(found -> Matcher.quoteReplacement(part(found.group(1), random)))
                + (random.nextInt(20) == 0 ? "/" : "");
    }

    private String part(String name, Random random) {
        if (random.nextInt(6) == 0) {
            return ODD_PARTS.get(random.nextInt(ODD_PARTS.size()));
        }
        List<String> known =
                switch (name) {
                    case "provider" -> PROVIDERS;
                    case "type", "source" -> TYPES;
                    default -> List.copyOf(ids);
                };
        return known.isEmpty() ? "fuzz-" + random.nextInt(50) : known.get(random.nextInt(known.size()));
    }

    private String query(FuzzSurface.Operation operation, Random random) {
        List<String> parts = new ArrayList<>();
        operation.query().forEach(parameter -> {
            if (random.nextInt(3) == 0) {
                String value = bodies.parameter(parameter.path("schema"), random);
                parts.add(parameter.path("name").asText() + "=" + escaped(value));
            }
        });
        if (random.nextInt(12) == 0) {
            parts.add(
                    List.of("unknown=1", "%", "a=%zz", "=", "&&", "limit=-1", "skip=99999999999", "token=x", "%00=%00")
                            .get(random.nextInt(9)));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), Math.min(text.length(), 2000))) {
            escaped.append(Character.isLetterOrDigit(one) ? String.valueOf((char) one) : "%%%02X".formatted(one));
        }
        return escaped.toString();
    }

    private static byte[] chunked(byte[] body) {
        byte[] size = (Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return body.length == 0 ? Arrays.copyOfRange(end, 2, end.length) : joined(joined(size, body), end);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
