/**
 * What CloudTrail writes besides the API calls of the service models: sign-ins, events of services, and calls that only
 * the console and AWS's own agents make. eventNames, separated by spaces, by eventSource. An empty text: the source
 * exists, but no document names its events.
 */
export const otherEvents: Readonly<Record<string, string>> = {
  // CloudTrail User Guide, "AWS Management Console sign-in events"; IAM Identity Center User Guide, "Understanding IAM
  // Identity Center sign-in events". GetSigninToken, recoveries and role switches are only in public records.
  'signin.amazonaws.com': `
    CheckMfa ConsoleLogin CredentialChallenge CredentialVerification EmailUpdated ExitRole ExternalIdPDirectoryLogin
    GetSigninToken PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated RenewRole SwitchRole
    UserAuthentication`,

  // IAM Identity Center User Guide, "IAM Identity Center information in CloudTrail": its console, its access portal, its
  // identity store, and SCIM, by which an identity provider writes into that store.
  'sso.amazonaws.com': `
    AssociateDirectory AssociateProfile Authenticate BatchDeleteSession BatchGetSession CreateApplicationInstance
    CreateApplicationInstanceCertificate CreateProfile CreateTrust DeleteApplicationInstance
    DeleteApplicationInstanceCertificate DeletePermissionsPolicy DeleteProfile DescribePermissionsPolicies
    DisassociateDirectory DisassociateProfile Federate GetApplicationInstance GetApplicationTemplate
    GetMfaDeviceManagementForDirectory GetPermissionSet GetProfile GetSSOStatus GetSharedSsoConfiguration
    GetSsoConfiguration GetTrust ImportApplicationInstanceServiceProviderMetadata ListApplicationInstanceCertificates
    ListApplicationInstances ListApplicationTemplates ListDirectoryAssociations ListProfileAssociations ListProfiles
    ListSessions Logout PutMfaDeviceManagementForDirectory PutPermissionsPolicy StartSSO
    UpdateApplicationInstanceActiveCertificate UpdateApplicationInstanceDisplayData
    UpdateApplicationInstanceResponseConfiguration UpdateApplicationInstanceResponseSchemaConfiguration
    UpdateApplicationInstanceSecurityConfiguration UpdateApplicationInstanceServiceProviderConfiguration
    UpdateApplicationInstanceStatus UpdateDirectoryAssociation UpdateProfile UpdateSsoConfiguration UpdateTrust`,
  'sso-directory.amazonaws.com': `
    AddMemberToGroup CompleteVirtualMfaDeviceRegistration CompleteWebAuthnDeviceRegistration CreateAlias
    CreateBearerToken CreateExternalIdPConfigurationForDirectory CreateGroup CreateProvisioningTenant CreateUser
    DeleteBearerToken DeleteExternalIdPCertificate DeleteExternalIdPConfigurationForDirectory DeleteGroup
    DeleteMfaDeviceForUser DeleteProvisioningTenant DeleteUser DescribeDirectory DescribeGroup DescribeGroups
    DescribeProvisioningTenant DescribeUser DescribeUserByUniqueAttribute DescribeUsers
    DisableExternalIdPConfigurationForDirectory DisableUser EnableExternalIdPConfigurationForDirectory EnableUser
    GetAWSSPConfigurationForDirectory GetUserPoolInfo ImportExternalIdPCertificate IsMemberInGroup ListBearerTokens
    ListExternalIdPCertificates ListExternalIdPConfigurationsForDirectory ListGroupsForMember ListGroupsForUser
    ListMembersInGroup ListMfaDevicesForUser ListProvisioningTenants PutMfaDeviceManagementForDirectory
    RemoveMemberFromGroup SearchGroups SearchUsers StartVirtualMfaDeviceRegistration StartWebAuthnDeviceRegistration
    UpdateExternalIdPConfigurationForDirectory UpdateGroup UpdateGroupDisplayName UpdateMfaDeviceForUser
    UpdatePassword UpdateUser UpdateUserName VerifyEmail`,
  'identitystore-scim.amazonaws.com': `
    CreateGroup CreateUser DeleteGroup DeleteUser GetGroup GetUser ListGroups ListUsers PatchGroup PatchUser PutGroup
    PutUser`,

  // KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail": what KMS does to keys by itself.
  'kms.amazonaws.com': 'DeleteExpiredKeyMaterial DeleteKey RotateKey SynchronizeMultiRegionKey',

  // EC2 User Guide, "Share an Amazon EBS snapshot" and "Determine whether Amazon EC2 terminated a Spot Instance".
  'ec2.amazonaws.com': 'BidEvictedEvent SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated',

  // Lambda Developer Guide, "Using CloudTrail to troubleshoot disabled event sources".
  'lambda.amazonaws.com': 'LambdaESMDisabled',

  // Secrets Manager User Guide, "AWS CloudTrail entries for Secrets Manager".
  'secretsmanager.amazonaws.com': `
    CancelSecretVersionDelete EndSecretVersionDelete RotationAbandoned RotationFailed RotationStarted
    RotationSucceeded StartSecretVersionDelete TestRotationFailed TestRotationStarted TestRotationSucceeded`,

  // Organizations User Guide, "Logging and monitoring in AWS Organizations". Billing User Guide, for the billing console.
  'organizations.amazonaws.com': 'CloseAccountResult CreateAccountResult',

  // The account's own e-mail address and name, as root changes them in the console.
  'iam.amazonaws.com': 'UpdateAccountEmailAddress UpdateAccountName',

  // AWS Control Tower User Guide, "Lifecycle events in AWS Control Tower".
  'controltower.amazonaws.com': `
    CreateManagedAccount DeregisterOrganizationalUnit DisableGuardrail EnableGuardrail PrecheckOrganizationalUnit
    RegisterOrganizationalUnit SetupLandingZone UpdateLandingZone UpdateManagedAccount`,

  // AWS Backup Developer Guide, "Logging AWS Backup API calls with CloudTrail".
  'backup.amazonaws.com': `
    BackupDeleted BackupJobCompleted BackupJobStarted BackupSelectionDeletedDueToSLRDeletion BackupTransitionedToCold
    CopyJobCompleted CopyJobStarted ReportJobCompleted ReportJobStarted RestoreCompleted RestoreStarted`,

  // CloudTrail User Guide, "Viewing service-linked channels for CloudTrail".
  'cloudtrail.amazonaws.com':
    'CreateServiceLinkedChannel DeleteServiceLinkedChannel UpdateServiceLinkedChannel',

  // Amazon S3 User Guide, "Amazon S3 CloudTrail events" and "Tracking an S3 Batch Operations job"; the console's
  // Storage Lens. Directory buckets, Object Lambda and Outposts have sources of their own.
  's3.amazonaws.com': 'GetStorageLensDashboardDataInternal JobCreated JobStatusChanged PostObject',
  's3express.amazonaws.com': `
    AbortMultipartUpload CompleteMultipartUpload CopyObject CreateBucket CreateMultipartUpload CreateSession
    DeleteBucket DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketPolicy DeleteObject DeleteObjects
    GetBucketEncryption GetBucketLifecycle GetBucketPolicy GetObject GetObjectAttributes HeadBucket HeadObject
    ListDirectoryBuckets ListMultipartUploads ListObjectsV2 ListParts PutBucketEncryption PutBucketLifecycle
    PutBucketPolicy PutObject RenameObject UploadPart UploadPartCopy`,
  's3-object-lambda.amazonaws.com': '',
  's3-outposts.amazonaws.com': `
    AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects
    DeleteObjectTagging GetObject GetObjectTagging HeadBucket HeadObject ListMultipartUploads ListObjects
    ListObjectsV2 ListParts PutObject PutObjectTagging UploadPart UploadPartCopy`,

  // Amazon Cognito Developer Guide, "Understanding Amazon Cognito log file entries": pages of the hosted sign-in.
  'cognito-idp.amazonaws.com': `
    Authorize_GET Confirm_GET Confirm_POST ConfirmForgotPassword_GET ConfirmForgotPassword_POST Error_GET
    ForgotPassword_GET ForgotPassword_POST Login_GET Login_POST Logout_GET OAuth2Response_GET ResendCode_POST
    SAML2Response_POST Signup_GET Signup_POST Token_POST UserInfo_GET`,

  // Systems Manager User Guide, "ec2messages, ssmmessages, and other API operations": what the SSM Agent calls.
  'ssm.amazonaws.com': `
    ListInstanceAssociations PutConfigurePackageResult RegisterManagedInstance RequestManagedInstanceRoleToken
    UpdateInstanceAssociationStatus UpdateInstanceInformation`,
  'ssmmessages.amazonaws.com': 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel',
  'ec2messages.amazonaws.com': `
    AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendHeartbeat SendReply`,

  // Amazon ECS Developer Guide: what the container agent calls. Amazon ECR User Guide: lifecycle policies at work.
  'ecs.amazonaws.com': 'Poll PutSystemLogEvents StartTelemetrySession',
  'ecr.amazonaws.com': 'PolicyExecutionEvent',

  // The console of Amazon Bedrock, when it opens a model; no SDK has this call.
  'bedrock.amazonaws.com': 'PutFoundationModelEntitlement',

  // AWS CloudShell User Guide, "Logging AWS CloudShell API calls with AWS CloudTrail".
  'cloudshell.amazonaws.com': `
    CreateEnvironment CreateSession DeleteEnvironment DescribeEnvironments GetEnvironmentStatus GetFileDownloadUrls
    GetFileUploadUrls GetLayout PutCredentials RedeemCode SendHeartBeat StartEnvironment StopEnvironment UpdateLayout`,

  // AWS Billing User Guide, "Logging Billing and Cost Management API calls with AWS CloudTrail".
  'billingconsole.amazonaws.com': `
    AcceptFxPaymentCurrencyTermsAndConditions CloseAccount CreateOrigamiReportPreference
    DeleteOrigamiReportPreferences DownloadCommercialInvoice DownloadECSVForBillingPeriod
    DownloadRegistrationDocument DownloadTaxInvoice EnableBillingAlerts FindECSVForBillingPeriod GetAccountEDPStatus
    GetAddresses GetAllAccountDetails GetAllAccounts GetBillsForBillingPeriod GetBillsForLinkedAccount
    GetCommercialInvoicesForBillingPeriod GetConsolidatedBillingFamilySummary GetLinkedAccountNames
    GetSupportedCountryCodes GetTaxInheritance GetTaxInvoicesMetadata GetTaxRegistration GetTotal
    GetTotalAmountForForecast ListCostAllocationTags PreviewTaxRegistrationChange RedeemPromoCode
    SetAccountContractMetadata SetAccountPreferences SetAdditionalContacts SetContactAddress SetCreatedByOptIn
    SetCreditSharing SetFreetierBudgetsPreference SetFxPaymentCurrency SetIAMAccessPreference SetPANInformation
    SetPayInformation SetRISharing SetSecurityQuestions SetTagKeysState SetTaxInheritance SetTaxRegistration
    UpdateOrigamiReportPreference ValidateAddress`,
  'taxconsole.amazonaws.com': 'BatchGetTaxExemptions CreateCustomerCase GetTaxExemptionTypes',

  // Amazon RDS and AWS Marketplace: what only their consoles ask.
  'rds.amazonaws.com': 'DescribeRecommendationGroups DescribeRecommendations',
  'discovery-marketplace.amazonaws.com': 'GetListingView',

  // Their guides show an event or two, and name no others.
  'aws-marketplace.amazonaws.com': '',
  'backup-storage.amazonaws.com': '',
  'codewhisperer.amazonaws.com': '',
  'consolidatedbilling.amazonaws.com': '',
  'payments.amazonaws.com': '',
  'purchase-orders.amazonaws.com': '',
  'q.amazonaws.com': '',
  'sqlworkbench.amazonaws.com': '',
  'user-subscriptions.amazonaws.com': '',

  // Not of AWS: what tattletail canary writes.
  'canary.tattletail': 'TattletailCanary',
};
