package routes.source;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;

/** Asks AWS SNS through a route; certificates are kept, as many as a small hub ever sees. */
public final class SnsClient implements SnsAuth.Aws {
    private static final int MOST_KEPT = 100;

    private final Function<URI, byte[]> get;
    private final Map<URI, PublicKey> keys = new ConcurrentHashMap<>();

    /** @param get fetches an address, within a timeout */
    public SnsClient(Function<URI, byte[]> get) {
        this.get = get;
    }

    @Override
    public PublicKey signingKey(URI certificate) {
        PublicKey known = keys.get(certificate);
        if (known != null) {
            return known;
        }
        PublicKey fetched = key(fetch(certificate));
        if (keys.size() < MOST_KEPT) {
            keys.put(certificate, fetched);
        }
        return fetched;
    }

    @Override
    public void visit(URI address) {
        fetch(address);
    }

    /** SNS delivers again after a 503. */
    private byte[] fetch(URI address) {
        try {
            return get.apply(address);
        } catch (RuntimeException e) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "AWS SNS does not answer now");
        }
    }

    private static PublicKey key(byte[] pem) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            certificate.checkValidity();
            return certificate.getPublicKey();
        } catch (CertificateException e) {
            throw RefusedRequest.of(ErrorCode.UNAUTHENTICATED, "SigningCertURL holds no valid certificate");
        }
    }
}
