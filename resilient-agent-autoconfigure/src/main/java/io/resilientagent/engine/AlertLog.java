package io.resilientagent.engine;

import io.resilientagent.CredentialAlertEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Writes one line at ERROR for each alert. */
final class AlertLog {

    private static final Log logger = LogFactory.getLog("io.resilientagent.alerts");

    private AlertLog() {}

    static void write(CredentialAlertEvent alert) {
        StringBuilder line = new StringBuilder("Alert for call '").append(alert.call());
        line.append("' (").append(alert.callId()).append("): ");
        line.append(alert.route()).append(": ").append(alert.kind());
        if (alert.status() != null) {
            line.append(' ').append(alert.status());
        }
        if (alert.providerCode() != null) {
            line.append(' ').append(alert.providerCode());
        }
        if (alert.circuit() != null) {
            line.append(", in circuit '").append(alert.circuit()).append('\'');
        }
        logger.error(line.append(". Retries do not help: ").append(cure(alert)).toString());
    }

    private static String cure(CredentialAlertEvent alert) {
        return switch (alert.kind()) {
            case AUTHENTICATION -> "check the provider's key";
            case QUOTA_EXHAUSTED -> "check the account's credit and quota";
            case PERMISSION_DENIED -> "check what the key may do";
            default -> "check the name of the model";
        };
    }
}
