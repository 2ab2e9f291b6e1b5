# A project without an organization, or people from outside of yours: IAP then needs an OAuth client of your own.
# Make it in the console (APIs & Services > Credentials), as a web application with the redirect URI
# https://iap.googleapis.com/v1/oauth/clientIds/CLIENT_ID:handleRedirect
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:you@example.com,user:guest@example.org"

# There is no way back to the client that Google manages, except by a new Service and BackendConfig.
client_id = "123456789012-abcdefghijkl.apps.googleusercontent.com"
# Better not in a file: export TF_VAR_client_secret=...
client_secret = "your-client-secret"
