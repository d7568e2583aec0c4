package dev.partyline.sip.transport;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS 1.2 and 1.3 under SIP (RFC 3261 section 26.3.1, RFC 8446). Whom we connect to has to show a certificate for the name
 * that we wanted (RFC 2818 section 3.1). Handshakes reckon on threads of their own.
 */
final class TlsHandlers {
    static final int HANDSHAKE_MILLIS = 5000;
    private static final int MOST_CHARACTERS = 200;
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final Executor RECKONING =
            task -> Thread.ofVirtual().name("sip-tls").start(task);

    private TlsHandlers() {}

    static SslHandler accepting(SSLContext ours) {
        SSLEngine engine = ours.createSSLEngine();
        engine.setUseClientMode(false);
        return handler(engine, engine.getSSLParameters());
    }

    static SslHandler connecting(TlsContexts.Server server, InetSocketAddress remote) {
        SSLEngine engine = server.context().createSSLEngine(server.name(), remote.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return handler(engine, parameters);
    }

    private static SslHandler handler(SSLEngine engine, SSLParameters parameters) {
        parameters.setProtocols(VERSIONS);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine, RECKONING);
        handler.setHandshakeTimeout(HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
        handler.setCloseNotifyFlushTimeout(1, TimeUnit.SECONDS);
        return handler;
    }

    /** Why a handshake failed, in a few words of the library that knows it best. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        // Its message has all that was sent instead, in hexadecimal digits.
        if (failure instanceof NotSslRecordException) {
            return "something else than TLS was spoken";
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.substring(0, Math.min(message.length(), MOST_CHARACTERS));
    }
}
