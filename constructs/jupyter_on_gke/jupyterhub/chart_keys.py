"""The keys that JupyterHub's chart takes, of each map that takes no others, down to the third level: data only.

Source: values.schema.json of the chart's version that is the default here. Of `custom`, `global` and `hub.config` it
says nothing: these take what people need.
"""

from jupyter_on_gke.jupyterhub.chart_values import SINGLEUSER

OTHERS = {
    "": (
        "cull custom debug enabled fullnameOverride global httpRoute hub imagePullSecret imagePullSecrets "
        "ingress nameOverride prePuller proxy rbac scheduling singleuser"
    ),
    "hub": (
        "activeServerLimit allowNamedServers annotations args authenticatePrometheus baseUrl command "
        "concurrentSpawnLimit config consecutiveFailureLimit containerSecurityContext cookieSecret db "
        "deploymentStrategy existingSecret extraConfig extraContainers extraEnv extraFiles extraPodSpec "
        "extraVolumeMounts extraVolumes fsGid image initContainers labels lifecycle livenessProbe loadRoles "
        "namedServerLimitPerUser networkPolicy nodeSelector pdb podSecurityContext readinessProbe "
        "redirectToServer resources revisionHistoryLimit service serviceAccount services shutdownOnLogout "
        "templatePaths templateVars tolerations"
    ),
    "hub.image": "name pullPolicy pullSecrets tag",
    "hub.networkPolicy": "allowedIngressPorts egress egressAllowRules enabled ingress interNamespaceAccessLabels",
    "hub.db": "password pvc type upgrade url",
    "hub.service": "annotations extraPorts ipFamilies ipFamilyPolicy loadBalancerIP ports type",
    "hub.pdb": "enabled maxUnavailable minAvailable",
    "hub.deploymentStrategy": "rollingUpdate type",
    "hub.lifecycle": "postStart preStop",
    "hub.serviceAccount": "annotations create name",
    "proxy": "annotations chp deploymentStrategy https labels secretSync secretToken service traefik",
    "proxy.chp": (
        "containerSecurityContext defaultTarget errorTarget extraCommandLineFlags extraEnv extraPodSpec image "
        "livenessProbe networkPolicy nodeSelector pdb readinessProbe resources revisionHistoryLimit "
        "tolerations"
    ),
    "proxy.service": (
        "annotations disableHttpPort externalIPs extraPorts ipFamilies ipFamilyPolicy labels loadBalancerIP "
        "loadBalancerSourceRanges nodePorts type"
    ),
    "proxy.https": "enabled hosts letsencrypt manual secret type",
    "proxy.traefik": (
        "containerSecurityContext extraDynamicConfig extraEnv extraInitContainers extraPodSpec extraPorts "
        "extraStaticConfig extraVolumeMounts extraVolumes hsts image labels networkPolicy nodeSelector pdb "
        "resources revisionHistoryLimit serviceAccount tolerations"
    ),
    "proxy.deploymentStrategy": "rollingUpdate type",
    "proxy.secretSync": "containerSecurityContext image resources",
    "singleuser.networkPolicy": (
        "allowedIngressPorts egress egressAllowRules enabled ingress interNamespaceAccessLabels"
    ),
    "singleuser.cpu": "guarantee limit",
    "singleuser.memory": "guarantee limit",
    "singleuser.image": "name pullPolicy pullSecrets tag",
    "singleuser.extraNodeAffinity": "preferred required",
    "singleuser.extraPodAffinity": "preferred required",
    "singleuser.extraPodAntiAffinity": "preferred required",
    "singleuser.cloudMetadata": "blockWithIptables ip",
    "singleuser.extraResource": "guarantees limits",
    "singleuser.lifecycleHooks": "postStart preStop",
    "singleuser.networkTools": "image resources",
    "singleuser.storage": "capacity dynamic extraLabels extraVolumeMounts extraVolumes homeMountPath static type",
    "scheduling": "corePods podPriority userPlaceholder userPods userScheduler",
    "scheduling.userScheduler": (
        "annotations containerSecurityContext enabled extraPodSpec image labels logLevel nodeSelector pdb "
        "pluginConfig plugins replicas resources revisionHistoryLimit serviceAccount tolerations"
    ),
    "scheduling.podPriority": "defaultPriority enabled globalDefault imagePullerPriority userPlaceholderPriority",
    "scheduling.userPlaceholder": (
        "annotations containerSecurityContext enabled extraPodSpec image labels replicas resources revisionHistoryLimit"
    ),
    "scheduling.corePods": "nodeAffinity tolerations",
    "scheduling.userPods": "nodeAffinity tolerations",
    "ingress": "annotations enabled extraPaths hosts ingressClassName pathSuffix pathType tls",
    "httpRoute": "annotations enabled gateway hostnames",
    "httpRoute.gateway": "name namespace sectionName",
    "prePuller": (
        "annotations containerSecurityContext continuous extraImages extraTolerations hook labels pause "
        "pullProfileListImages resources revisionHistoryLimit"
    ),
    "prePuller.hook": (
        "containerSecurityContext daemonsetAnnotations enabled image nodeSelector podSchedulingWaitDuration "
        "pullOnlyOnChanges resources serviceAccount serviceAccountImagePuller tolerations"
    ),
    "prePuller.continuous": "daemonsetAnnotations enabled serviceAccount",
    "prePuller.pause": "containerSecurityContext image",
    "cull": "adminUsers concurrency enabled every maxAge removeNamedServers timeout users",
    "debug": "enabled",
    "rbac": "create enabled",
}
"""Path of a map, "" of the values themselves -> its keys."""

CHART_KEYS = {path: keys.split() for path, keys in OTHERS.items()} | {"singleuser": sorted(SINGLEUSER)}
"""The same as lists, with those of `singleuser`."""
